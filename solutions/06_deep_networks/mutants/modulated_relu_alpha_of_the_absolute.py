"""
question: modulated_relu
caught_by: values

α is made positive before it is used. A negative α is allowed: with −1 the result is |x|.
"""


def modulated_relu(x, alpha):
    return ops.where(x > 0, x, ops.abs(ops.convert_to_tensor(alpha, x.dtype)) * x)
