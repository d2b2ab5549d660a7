"""
question: invariance_error
caught_by: values

You shift along the height. Axis 0 is the batch and axis 1 the height; the columns lie along the
width.
"""


def invariance_error(layer, x, shift):
    output = layer(x)
    moved = layer(translate(x, shift, axis=1))
    difference = ops.abs(moved - output)
    width = difference.shape[2]
    return ops.max(difference[:, :, width // 4 : width - width // 4])
