"""
question: gaussian_maximum_likelihood
caught_by: values

The squares were added up, but not divided by the number of samples.
"""


def gaussian_maximum_likelihood(x):
    mean = ops.mean(x)
    return mean, ops.sum(ops.square(x - mean))
