"""
question: equivariance_error
caught_by: values

You cut off rows, and compare all columns. The shift is along the width, so its borders, the
columns at the left and right, are what must not count.
"""


def equivariance_error(layer, x, shift):
    output = layer(x)
    width = output.shape[2]
    steps = shift * width // x.shape[2]
    shifted_first = layer(translate(x, shift, axis=2))
    shifted_last = translate(output, steps, axis=2)
    difference = ops.abs(shifted_first - shifted_last)
    return ops.max(difference[:, difference.shape[1] // 4 : -(difference.shape[1] // 4)])
