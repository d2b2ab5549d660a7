"""
question: standardise
caught_by: constant columns

A column that is constant in training was set to 0 in all arrays. In the others it may vary:
subtract the training mean, and leave it at that.
"""


def standardise(train, *others):
    mean, deviation = train.mean(axis=0), train.std(axis=0)
    scale = np.where(deviation > 0, deviation, 1).astype(train.dtype)
    return tuple((data - mean) / scale * (deviation > 0) for data in (train, *others))
