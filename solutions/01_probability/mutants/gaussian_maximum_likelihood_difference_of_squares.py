"""
question: gaussian_maximum_likelihood
caught_by: far from 0

The variance was computed as mean of squares minus square of mean. Far from 0 these are two large
and nearly equal numbers, and in float32 their difference is mostly rounding. Subtract the mean
first, then square.
"""


def gaussian_maximum_likelihood(x):
    mean = ops.mean(x)
    return mean, ops.mean(ops.square(x)) - ops.square(mean)
