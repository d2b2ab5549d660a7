"""
question: modulated_relu

Each element times the slope of its side.
"""


def modulated_relu(x, alpha):
    slope = ops.where(x > 0, ops.ones_like(x), alpha * ops.ones_like(x))
    return slope * x
