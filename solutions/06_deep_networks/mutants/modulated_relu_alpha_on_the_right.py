"""
question: modulated_relu
caught_by: values

α multiplies the positive half. It belongs to the negative half, where the ReLU has no slope.
"""


def modulated_relu(x, alpha):
    return ops.where(x > 0, alpha * x, x)
