"""
question: standardise
caught_by: values

One mean and one standard deviation were computed over all columns together. Each feature has a
unit of its own, so each column needs its own two numbers.
"""


def standardise(train, *others):
    return tuple((data - train.mean()) / train.std() for data in (train, *others))
