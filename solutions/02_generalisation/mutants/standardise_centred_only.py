"""
question: standardise
caught_by: values

The columns are centred but not scaled.
"""


def standardise(train, *others):
    return tuple(data - train.mean(axis=0) for data in (train, *others))
