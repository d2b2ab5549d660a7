"""
question: invariance_error
caught_by: values

You shift the output as well. That is the equivariance error; an invariant layer gives the same
output where it was.
"""


def invariance_error(layer, x, shift):
    output = layer(x)
    moved = layer(translate(x, shift, axis=2))
    difference = ops.abs(moved - translate(output, shift * output.shape[2] // x.shape[2], axis=2))
    width = difference.shape[2]
    return ops.max(difference[:, :, width // 4 : width - width // 4])
