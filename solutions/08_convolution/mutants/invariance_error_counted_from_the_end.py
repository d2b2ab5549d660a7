"""
question: invariance_error
caught_by: layers that shrink the image

The middle half ends at `-(width // 4)`. For an output of less than four columns that is -0, which
is 0, and no column is left. Count the end from the front: `width - width // 4`.
"""


def invariance_error(layer, x, shift):
    difference = ops.abs(layer(translate(x, shift, axis=2)) - layer(x))
    width = difference.shape[2]
    return ops.max(difference[:, :, width // 4 : -(width // 4)])
