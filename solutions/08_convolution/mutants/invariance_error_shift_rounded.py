"""
question: invariance_error
caught_by: layers that shrink the image

The shift has been rounded to a multiple of k. Here only the input is shifted, by as many columns
as asked: how the layer takes a shift that its tiles do not divide is just what is measured.
"""


def invariance_error(layer, x, shift):
    output = layer(x)
    k = x.shape[2] // output.shape[2]
    difference = layer(translate(x, shift // k * k, axis=2)) - output
    width = difference.shape[2]
    inside = difference[:, :, width // 4 : width - width // 4]
    return ops.max(ops.abs(inside))
