"""
question: equivariance_error
caught_by: layers that shrink the image

The output is shifted by as many columns as the input, although it is narrower. If k columns of the
input become one of the output, the output's shift is shift / k.
"""


def equivariance_error(layer, x, shift):
    output = layer(x)
    width = output.shape[2]
    steps = shift
    shifted_first = layer(translate(x, shift, axis=2))
    shifted_last = translate(output, steps, axis=2)
    difference = ops.abs(shifted_first - shifted_last)
    return ops.max(difference[:, :, width // 4 : width - width // 4])
