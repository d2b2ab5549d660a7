"""
question: conditional
caught_by: unlikely values

A small number was added to the sums. That avoids 0/0, but what is given may itself have a tiny
probability, and then the result no longer sums to 1. Treat the sum of exactly 0 by itself.
"""


def conditional(joint, axis):
    return joint / (ops.sum(joint, axis=axis, keepdims=True) + keras.backend.epsilon())
