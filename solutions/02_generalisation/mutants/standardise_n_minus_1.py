"""
question: standardise
caught_by: values

The standard deviation was computed with n - 1. The formula above divides by n, which is NumPy's
default, `ddof=0`.
"""


def standardise(train, *others):
    mean, deviation = train.mean(axis=0), train.std(axis=0, ddof=1)
    scale = np.where(deviation > 0, deviation, 1).astype(train.dtype)
    return tuple((data - mean) / scale for data in (train, *others))
