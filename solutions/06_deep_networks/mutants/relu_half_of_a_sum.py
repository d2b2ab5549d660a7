"""
question: relu
caught_by: gradient at 0

Your values are right, but the slope at 0 is ½: that of x gives 1, that of |x| gives 0, and you
take the mean.
"""


def relu(x):
    return (x + ops.abs(x)) / 2
