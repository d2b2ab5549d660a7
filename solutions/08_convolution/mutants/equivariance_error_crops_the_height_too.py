"""
question: equivariance_error
caught_by: values

Only the middle half of the rows is looked at. The images move along the width: nothing is lost
above or below, so all rows count.
"""


def equivariance_error(layer, x, shift):
    output = layer(x)
    height, width = output.shape[1:3]
    steps = shift * width // x.shape[2]
    difference = layer(translate(x, shift, axis=2)) - translate(output, steps, axis=2)
    rows = slice(height // 4, height - height // 4)
    columns = slice(width // 4, width - width // 4)
    return ops.max(ops.abs(difference[:, rows, columns]))
