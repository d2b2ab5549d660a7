"""
question: modulated_relu
caught_by: values

The left half is 0, as in a plain ReLU: the term α · min(0, x) is missing.
"""


def modulated_relu(x, alpha):
    return ops.where(x > 0, x, ops.zeros_like(x))
