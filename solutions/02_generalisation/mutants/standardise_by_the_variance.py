"""
question: standardise
caught_by: values

The columns were divided by their variance. Divide by its root, the standard deviation, which has
the unit of the column.
"""


def standardise(train, *others):
    mean, variance = train.mean(axis=0), train.var(axis=0)
    scale = np.where(variance > 0, variance, 1).astype(train.dtype)
    return tuple((data - mean) / scale for data in (train, *others))
