"""
question: gaussian_maximum_likelihood
caught_by: values

The absolute deviations were averaged, not the squared ones. They belong to the Laplace
distribution.
"""


def gaussian_maximum_likelihood(x):
    mean = ops.mean(x)
    return mean, ops.mean(ops.abs(x - mean))
