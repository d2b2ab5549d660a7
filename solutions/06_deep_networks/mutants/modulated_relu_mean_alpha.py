"""
question: modulated_relu
caught_by: slopes that broadcast

One mean slope is used for all features. `alpha` broadcasts: entry j belongs to feature j.
"""


def modulated_relu(x, alpha):
    return ops.where(x > 0, x, ops.mean(ops.convert_to_tensor(alpha, x.dtype)) * x)
