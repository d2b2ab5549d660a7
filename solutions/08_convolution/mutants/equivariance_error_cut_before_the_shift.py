"""
question: equivariance_error
caught_by: values

The middle half has been cut out before the output was shifted, so that zeros came into it. Shift
the whole output, then look at its middle half.
"""


def equivariance_error(layer, x, shift):
    output = layer(x)
    width = output.shape[2]
    steps = shift * width // x.shape[2]
    inside = slice(width // 4, width - width // 4)
    shifted_first = layer(translate(x, shift, axis=2))
    shifted_last = translate(output[:, :, inside], steps, axis=2)
    return ops.max(ops.abs(shifted_first[:, :, inside] - shifted_last))
