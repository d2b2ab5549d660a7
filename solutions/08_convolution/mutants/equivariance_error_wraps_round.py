"""
question: equivariance_error
caught_by: values

What leaves on the right comes in again on the left. Use `translate`: what leaves is lost, and
zeros come in. A layer that looks at the whole width notices.
"""


def equivariance_error(layer, x, shift):
    output = layer(x)
    width = output.shape[2]
    steps = shift * width // x.shape[2]
    shifted_first = layer(ops.roll(x, shift, axis=2))
    shifted_last = ops.roll(output, steps, axis=2)
    difference = ops.abs(shifted_first - shifted_last)
    return ops.max(difference[:, :, width // 4 : width - width // 4])
