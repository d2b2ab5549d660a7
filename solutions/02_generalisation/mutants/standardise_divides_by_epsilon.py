"""
question: standardise
caught_by: constant columns

A constant column is divided by a tiny number. It is 0 in training, but in new data the least
change becomes millions. Divide it by 1.
"""


def standardise(train, *others):
    mean, deviation = train.mean(axis=0), train.std(axis=0)
    scale = np.maximum(deviation, 1e-6).astype(train.dtype)
    return tuple((data - mean) / scale for data in (train, *others))
