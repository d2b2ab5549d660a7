"""
question: modulated_relu
caught_by: slopes that broadcast

The first entry of `alpha` is used for every feature.
"""


def modulated_relu(x, alpha):
    first = ops.reshape(ops.convert_to_tensor(alpha, x.dtype), (-1,))[0]
    return ops.where(x > 0, x, first * x)
