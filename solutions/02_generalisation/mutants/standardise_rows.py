"""
question: standardise
caught_by: values

Each row has mean 0 now, not each column. A row mixes the units of all features: let `mean` and
`std` run over the samples, axis 0.
"""


def standardise(train, *others):
    def by_rows(data):
        deviation = data.std(axis=1, keepdims=True)
        scale = np.where(deviation > 0, deviation, 1).astype(data.dtype)
        return (data - data.mean(axis=1, keepdims=True)) / scale

    return tuple(by_rows(data) for data in (train, *others))
