"""
question: invariance_error
caught_by: values

This is the square of the error. Take the absolute value of each difference, not its square.
"""


def invariance_error(layer, x, shift):
    difference = layer(translate(x, shift, axis=2)) - layer(x)
    width = difference.shape[2]
    inside = difference[:, :, width // 4 : width - width // 4]
    return ops.max(ops.square(inside))
