"""
question: standardise
caught_by: constant columns

A column that is constant in training was left as it is. It is not divided, but it is centred.
"""


def standardise(train, *others):
    mean, deviation = train.mean(axis=0), train.std(axis=0)
    mean = np.where(deviation > 0, mean, 0).astype(train.dtype)
    scale = np.where(deviation > 0, deviation, 1).astype(train.dtype)
    return tuple((data - mean) / scale for data in (train, *others))
