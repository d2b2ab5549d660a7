"""
question: equivariance_error
caught_by: layers that shrink the image

The middle half is counted in columns of the input. Where the layer shrinks the image, the output
has fewer: take a quarter of its own width.
"""


def equivariance_error(layer, x, shift):
    output = layer(x)
    width = output.shape[2]
    steps = shift * width // x.shape[2]
    shifted_first = layer(translate(x, shift, axis=2))
    shifted_last = translate(output, steps, axis=2)
    difference = ops.abs(shifted_first - shifted_last)
    width = x.shape[2]
    return ops.max(difference[:, :, width // 4 : max(width - width // 4, 0)])
