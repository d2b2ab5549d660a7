"""
question: modulated_relu
caught_by: values

The slope on the left is 0.01, whatever `alpha` says.
"""


def modulated_relu(x, alpha):
    return ops.where(x > 0, x, 0.01 * x)
