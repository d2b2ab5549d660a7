"""
question: equivariance_error
caught_by: values

You divide the difference by the size of the output. The error is asked for in the units of the
output, undivided.
"""


def equivariance_error(layer, x, shift):
    output = layer(x)
    width = output.shape[2]
    steps = shift * width // x.shape[2]
    shifted_first = layer(translate(x, shift, axis=2))
    shifted_last = translate(output, steps, axis=2)
    difference = ops.abs(shifted_first - shifted_last)
    return ops.max(difference[:, :, width // 4 : width - width // 4]) / ops.max(ops.abs(output))
