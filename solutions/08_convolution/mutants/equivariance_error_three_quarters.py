"""
question: equivariance_error
caught_by: layers that shrink the image

The middle half ends at three quarters of the width, rounded down, and so has lost a column. It
ends as many columns before the right border as it begins after the left one.
"""


def equivariance_error(layer, x, shift):
    output = layer(x)
    width = output.shape[2]
    shifted_last = translate(output, shift * width // x.shape[2], axis=2)
    difference = ops.abs(layer(translate(x, shift, axis=2)) - shifted_last)
    return ops.max(difference[:, :, width // 4 : 3 * width // 4])
