"""
question: invariance_error
caught_by: values

You take the mean of the differences. The error is the largest one: one place that notices the shift
is enough.
"""


def invariance_error(layer, x, shift):
    output = layer(x)
    moved = layer(translate(x, shift, axis=2))
    difference = ops.abs(moved - output)
    width = difference.shape[2]
    return ops.mean(difference[:, :, width // 4 : width - width // 4])
