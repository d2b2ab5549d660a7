"""
question: sigmoid
caught_by: values

This is the hyperbolic tangent, which runs from -1 to 1. It has the sigmoid's shape, but a
probability runs from 0 to 1, and is ½ at z = 0.
"""


def sigmoid(logits):
    return ops.tanh(logits)
