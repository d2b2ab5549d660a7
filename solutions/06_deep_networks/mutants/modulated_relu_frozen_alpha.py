"""
question: modulated_relu
caught_by: gradient

The values are right, but α gets no gradient, so it could never be learned.
"""


def modulated_relu(x, alpha):
    return ops.where(x > 0, x, ops.stop_gradient(ops.convert_to_tensor(alpha, x.dtype)) * x)
