"""
question: gaussian_maximum_likelihood
caught_by: values

The samples were added up, but not divided by their number: that is no mean, and the squares around
it are far too large.
"""


def gaussian_maximum_likelihood(x):
    mean = ops.sum(x)
    return mean, ops.mean(ops.square(x - mean))
