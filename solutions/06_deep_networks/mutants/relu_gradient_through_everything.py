"""
question: relu
caught_by: gradient

The values are right, but negative numbers get a slope of 1: the gradient was led past the corner.
Where nothing passes forward, nothing passes back.
"""


def relu(x):
    return x + ops.stop_gradient(ops.where(x > 0, x, ops.zeros_like(x)) - x)
