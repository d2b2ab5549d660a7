"""
question: standardise
caught_by: constant columns

A constant column is divided by its standard deviation, which is 0: NaN and infinity come out.
Divide such a column by 1.
"""


def standardise(train, *others):
    mean, deviation = train.mean(axis=0), train.std(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return tuple((data - mean) / deviation for data in (train, *others))
