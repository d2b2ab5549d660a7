"""
question: invariance_error
caught_by: values

The differences keep their sign, so a difference of −3 counts for nothing. Take their absolute
values first.
"""


def invariance_error(layer, x, shift):
    output = layer(x)
    moved = layer(translate(x, shift, axis=2))
    difference = moved - output
    width = difference.shape[2]
    return ops.max(difference[:, :, width // 4 : width - width // 4])
