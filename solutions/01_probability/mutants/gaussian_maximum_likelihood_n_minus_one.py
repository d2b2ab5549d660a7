"""
question: gaussian_maximum_likelihood
caught_by: values

The sum of squares was divided by n - 1. That estimate is right on average, but the variance that
makes the data most likely divides by n.
"""


def gaussian_maximum_likelihood(x):
    mean = ops.mean(x)
    return mean, ops.sum(ops.square(x - mean)) / (x.shape[0] - 1)
