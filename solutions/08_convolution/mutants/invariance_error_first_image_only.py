"""
question: invariance_error
caught_by: values

Only the first image of the batch is looked at. The largest difference runs over all of them.
"""


def invariance_error(layer, x, shift):
    output = layer(x)
    moved = layer(translate(x, shift, axis=2))
    difference = ops.abs(moved - output)
    width = difference.shape[2]
    return ops.max(difference[:1, :, width // 4 : width - width // 4])
