"""
question: relu
caught_by: values

The result is 0 or 1. That is the ReLU's slope; its value to the right of 0 is x itself.
"""


def relu(x):
    return ops.cast(x > 0, x.dtype)
