"""
question: equivariance_error
caught_by: values

You compare the largest value of one output with the largest of the other. They may be equal
although every place differs; subtract first, then take the maximum.
"""


def equivariance_error(layer, x, shift):
    output = layer(x)
    width = output.shape[2]
    steps = shift * width // x.shape[2]
    inside = slice(width // 4, width - width // 4)
    shifted_first = layer(translate(x, shift, axis=2))[:, :, inside]
    shifted_last = translate(output, steps, axis=2)[:, :, inside]
    return ops.abs(ops.max(shifted_first) - ops.max(shifted_last))
