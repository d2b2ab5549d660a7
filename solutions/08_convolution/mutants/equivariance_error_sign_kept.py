"""
question: equivariance_error
caught_by: values

The differences keep their sign, so a difference of −3 counts for nothing. Take their absolute
values first.
"""


def equivariance_error(layer, x, shift):
    output = layer(x)
    width = output.shape[2]
    steps = shift * width // x.shape[2]
    shifted_first = layer(translate(x, shift, axis=2))
    shifted_last = translate(output, steps, axis=2)
    difference = shifted_first - shifted_last
    return ops.max(difference[:, :, width // 4 : width - width // 4])
