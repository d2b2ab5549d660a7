"""
question: invariance_error
caught_by: values

You compare the largest value of one output with the largest of the other. They may be equal
although every place has changed; subtract first, then take the maximum.
"""


def invariance_error(layer, x, shift):
    output = layer(x)
    moved = layer(translate(x, shift, axis=2))
    width = output.shape[2]
    inside = slice(width // 4, width - width // 4)
    return ops.abs(ops.max(moved[:, :, inside]) - ops.max(output[:, :, inside]))
