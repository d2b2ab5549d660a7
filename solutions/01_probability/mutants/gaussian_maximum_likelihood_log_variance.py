"""
question: gaussian_maximum_likelihood
caught_by: values

The second number is the logarithm of the variance. Return the variance itself.
"""


def gaussian_maximum_likelihood(x):
    return ops.mean(x), ops.log(ops.var(x) + 1e-12)
