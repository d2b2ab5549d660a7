"""
question: gaussian_maximum_likelihood
caught_by: values

The second number is 1 / variance, the precision.
"""


def gaussian_maximum_likelihood(x):
    variance = ops.var(x)
    return ops.mean(x), 1 / ops.where(variance > 0, variance, 1)
