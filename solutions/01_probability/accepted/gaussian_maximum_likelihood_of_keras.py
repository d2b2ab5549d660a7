"""
question: gaussian_maximum_likelihood

Keras's own mean and variance.
"""


def gaussian_maximum_likelihood(x):
    return ops.mean(x), ops.var(x)
