"""
question: equivariance_error
caught_by: layers that shrink the image

Where the layer shrinks the image, you divide the shift by 2, whatever the layer divides the width
by. Compare the widths of input and output.
"""


def equivariance_error(layer, x, shift):
    output = layer(x)
    width = output.shape[2]
    steps = shift // 2 if width != x.shape[2] else shift
    shifted_first = layer(translate(x, shift, axis=2))
    shifted_last = translate(output, steps, axis=2)
    difference = ops.abs(shifted_first - shifted_last)
    return ops.max(difference[:, :, width // 4 : width - width // 4])
