"""
question: invariance_error
caught_by: values

The differences of all channels have been added up. The error is the largest single difference.
"""


def invariance_error(layer, x, shift):
    difference = layer(translate(x, shift, axis=2)) - layer(x)
    width = difference.shape[2]
    inside = difference[:, :, width // 4 : width - width // 4]
    return ops.max(ops.sum(ops.abs(inside), axis=-1))
