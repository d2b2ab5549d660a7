"""
question: gaussian_maximum_likelihood
caught_by: values

The second number is the standard deviation. The task asks for the variance, its square.
"""


def gaussian_maximum_likelihood(x):
    return ops.mean(x), ops.std(x)
