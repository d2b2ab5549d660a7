"""
question: gaussian_maximum_likelihood
caught_by: values

The squares were taken of the samples themselves. Subtract the mean first: a variance measures the
spread around it, not the distance from 0.
"""


def gaussian_maximum_likelihood(x):
    return ops.mean(x), ops.mean(ops.square(x))
