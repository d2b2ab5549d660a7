"""
question: equivariance_error
caught_by: values

You shift along the height. Axis 0 is the batch and axis 1 the height; the columns lie along the
width.
"""


def equivariance_error(layer, x, shift):
    output = layer(x)
    width = output.shape[2]
    steps = shift * width // x.shape[2]
    shifted_first = layer(translate(x, shift, axis=1))
    shifted_last = translate(output, steps, axis=1)
    difference = ops.abs(shifted_first - shifted_last)
    return ops.max(difference[:, :, width // 4 : width - width // 4])
