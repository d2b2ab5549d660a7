"""
question: equivariance_error
caught_by: values

The output is shifted the other way. If the input moves to the right, the output has to move to the
right.
"""


def equivariance_error(layer, x, shift):
    output = layer(x)
    width = output.shape[2]
    steps = shift * width // x.shape[2]
    shifted_first = layer(translate(x, shift, axis=2))
    shifted_last = translate(output, -steps, axis=2)
    difference = ops.abs(shifted_first - shifted_last)
    return ops.max(difference[:, :, width // 4 : width - width // 4])
