"""
question: modulated_relu
caught_by: gradient at 0

At 0 your slope is 1, that of the right side. The task asks for the left one, α: which side does x
= 0 belong to in your condition?
"""


def modulated_relu(x, alpha):
    return ops.where(x >= 0, x, alpha * x)
