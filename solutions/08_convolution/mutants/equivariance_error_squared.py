"""
question: equivariance_error
caught_by: values

This is the square of the error. Take the absolute value of each difference, not its square.
"""


def equivariance_error(layer, x, shift):
    output = layer(x)
    width = output.shape[2]
    steps = shift * width // x.shape[2]
    shifted_first = layer(translate(x, shift, axis=2))
    shifted_last = translate(output, steps, axis=2)
    difference = ops.square(shifted_first - shifted_last)
    return ops.max(difference[:, :, width // 4 : width - width // 4])
