"""
question: standardise
caught_by: values

The columns are divided by their standard deviation, but the mean was not subtracted before.
"""


def standardise(train, *others):
    deviation = train.std(axis=0)
    scale = np.where(deviation > 0, deviation, 1).astype(train.dtype)
    return tuple(data / scale for data in (train, *others))
