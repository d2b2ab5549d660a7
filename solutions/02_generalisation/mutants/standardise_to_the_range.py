"""
question: standardise
caught_by: values

The columns were mapped to the range from 0 to 1. That is another scaling, which hangs on the two
most extreme samples; use the mean and the standard deviation.
"""


def standardise(train, *others):
    low, span = train.min(axis=0), np.ptp(train, axis=0)
    scale = np.where(span > 0, span, 1).astype(train.dtype)
    return tuple((data - low) / scale for data in (train, *others))
