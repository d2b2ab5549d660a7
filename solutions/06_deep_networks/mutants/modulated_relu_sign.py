"""
question: modulated_relu
caught_by: values

The left half has the opposite sign. min(0, x) is negative already: with α = 0.1 and x = −1 the
result is −0.1.
"""


def modulated_relu(x, alpha):
    return ops.where(x > 0, x, -alpha * x)
