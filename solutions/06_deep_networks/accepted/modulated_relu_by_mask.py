"""
question: modulated_relu

A linear function of x with the slope α, and a correction on the right.
"""


def modulated_relu(x, alpha):
    is_positive = ops.cast(x > 0, x.dtype)
    return alpha * x + (1 - alpha) * (x * is_positive)
