"""
question: modulated_relu
caught_by: values

On the left, α is added to x. It is a slope: multiply.
"""


def modulated_relu(x, alpha):
    return ops.where(x > 0, x, x + alpha)
