"""
question: relu
caught_by: values

This is the smaller of x and 0, the half that a ReLU stops. It passes the positive half on.
"""


def relu(x):
    return ops.minimum(x, 0)
