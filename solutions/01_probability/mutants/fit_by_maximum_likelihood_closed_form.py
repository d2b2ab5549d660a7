"""
question: fit_by_maximum_likelihood
caught_by: first steps

This is the closed form, and does not depend on the number of steps. Start at mean 0 and variance
1, and go downhill from there.
"""


def fit_by_maximum_likelihood(x, steps, learning_rate):
    mean = ops.mean(x)
    return mean, ops.mean(ops.square(x - mean))
