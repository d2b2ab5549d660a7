"""
question: gaussian_maximum_likelihood
caught_by: far from 0

The mean of the squares minus the square of the mean, in float64. That postpones the loss of digits
and does not prevent it: subtract the mean first, and square then.
"""


def gaussian_maximum_likelihood(x):
    double = ops.cast(x, "float64")
    mean = ops.mean(double)
    variance = ops.mean(ops.square(double)) - ops.square(mean)
    return ops.cast(mean, x.dtype), ops.cast(variance, x.dtype)
