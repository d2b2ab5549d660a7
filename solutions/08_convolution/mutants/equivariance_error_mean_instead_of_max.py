"""
question: equivariance_error
caught_by: values

You take the mean of the differences. The error is the largest one: one place that breaks the
symmetry is enough.
"""


def equivariance_error(layer, x, shift):
    output = layer(x)
    width = output.shape[2]
    steps = shift * width // x.shape[2]
    shifted_first = layer(translate(x, shift, axis=2))
    shifted_last = translate(output, steps, axis=2)
    difference = ops.abs(shifted_first - shifted_last)
    return ops.mean(difference[:, :, width // 4 : width - width // 4])
