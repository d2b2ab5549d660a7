"""
question: relu
caught_by: gradient at 0

Your values are right, but the slope at 0 is 1. In `ops.maximum(x, 0)` the two are equal at x = 0,
and TensorFlow gives the gradient to the first of them. Decide who wins the tie.
"""


def relu(x):
    return ops.maximum(x, 0)
