"""
question: saturation
caught_by: values

This is g(x) / x, the slope of the line from the origin. The slope at x is a matter of the
neighbourhood of x.
"""


def saturation(activation, x):
    return activation(x) / x
