"""
question: modulated_relu
caught_by: slopes that broadcast

`alpha` is read as one row of slopes, whatever its shape. A column has a slope for each sample:
let it broadcast as it is.
"""


def modulated_relu(x, alpha):
    row = ops.reshape(ops.convert_to_tensor(alpha, x.dtype), (-1,))
    return ops.where(x > 0, x, row * x)
