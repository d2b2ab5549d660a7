"""
question: relu

The input times a mask of zeros and ones.
"""


def relu(x):
    return x * ops.cast(x > 0, x.dtype)
