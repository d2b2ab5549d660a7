"""
question: relu
caught_by: values

Everything above 1 comes out as 1. To the right of 0 a ReLU passes x on as it is.
"""


def relu(x):
    return ops.clip(x, 0.0, 1.0)
