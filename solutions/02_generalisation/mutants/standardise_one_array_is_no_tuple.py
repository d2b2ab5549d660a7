"""
question: standardise
caught_by: any number of others

Without other arrays the result is an array, and not a tuple of one. Whoever unpacks it gets the
rows.
"""


def standardise(train, *others):
    mean = train.mean(axis=0)
    deviation = train.std(axis=0)
    scale = np.where(deviation > 0, deviation, 1).astype(train.dtype)
    results = tuple((data - mean) / scale for data in (train, *others))
    return results if others else results[0]
