"""
question: gaussian_maximum_likelihood
caught_by: values

Variance and mean have changed places: the mean comes first.
"""


def gaussian_maximum_likelihood(x):
    return ops.var(x), ops.mean(x)
