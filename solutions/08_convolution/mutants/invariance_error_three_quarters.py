"""
question: invariance_error
caught_by: layers that shrink the image

The middle half ends at three quarters of the width, rounded down, and so has lost a column. It
ends as many columns before the right border as it begins after the left one.
"""


def invariance_error(layer, x, shift):
    difference = ops.abs(layer(translate(x, shift, axis=2)) - layer(x))
    width = difference.shape[2]
    return ops.max(difference[:, :, width // 4 : 3 * width // 4])
