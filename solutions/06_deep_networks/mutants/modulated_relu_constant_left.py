"""
question: modulated_relu
caught_by: values

Everything on the left of 0 becomes α itself. What is wanted there is a line through 0 with slope
α.
"""


def modulated_relu(x, alpha):
    return ops.where(x > 0, x, alpha * ops.ones_like(x))
