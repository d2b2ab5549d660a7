"""
question: invariance_error
caught_by: values

The images are shifted to the left where the shift is positive. Positive shifts go to the right.
"""


def invariance_error(layer, x, shift):
    output = layer(x)
    moved = layer(translate(x, -shift, axis=2))
    difference = ops.abs(moved - output)
    width = difference.shape[2]
    return ops.max(difference[:, :, width // 4 : width - width // 4])
