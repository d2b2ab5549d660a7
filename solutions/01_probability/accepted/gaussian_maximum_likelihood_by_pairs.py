"""
question: gaussian_maximum_likelihood

The variance as half the mean squared difference of all pairs; a list instead of a tuple.
"""


def gaussian_maximum_likelihood(x):
    differences = x[:, None] - x[None, :]
    return [ops.mean(x), ops.mean(ops.square(differences)) / 2]
