"""
question: equivariance_error
caught_by: values

The differences of all channels have been added up. The error is the largest single difference.
"""


def equivariance_error(layer, x, shift):
    output = layer(x)
    width = output.shape[2]
    steps = shift * width // x.shape[2]
    difference = layer(translate(x, shift, axis=2)) - translate(output, steps, axis=2)
    inside = ops.abs(difference[:, :, width // 4 : width - width // 4])
    return ops.max(ops.sum(inside, axis=-1))
