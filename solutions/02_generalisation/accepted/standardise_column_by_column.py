"""
question: standardise

A loop over the columns, in plain Python arithmetic.
"""


def standardise(train, *others):
    results = [np.empty_like(data) for data in (train, *others)]
    for column in range(train.shape[1]):
        values = [float(value) for value in train[:, column]]
        mean = sum(values) / len(values)
        deviation = (sum((value - mean) ** 2 for value in values) / len(values)) ** 0.5
        for data, result in zip((train, *others), results, strict=True):
            result[:, column] = (data[:, column] - mean) / (deviation or 1.0)
    return tuple(results)
