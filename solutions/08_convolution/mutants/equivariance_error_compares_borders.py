"""
question: equivariance_error
caught_by: values

You compare all columns. Near the border even a convolution fails, because what is shifted out is
lost and zeros come in; only the middle half counts.
"""


def equivariance_error(layer, x, shift):
    output = layer(x)
    width = output.shape[2]
    steps = shift * width // x.shape[2]
    shifted_first = layer(translate(x, shift, axis=2))
    shifted_last = translate(output, steps, axis=2)
    difference = ops.abs(shifted_first - shifted_last)
    return ops.max(difference)
