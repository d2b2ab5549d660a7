"""
question: invariance_error

The largest difference of each column, gathered in a list.
"""


def invariance_error(layer, x, shift):
    output, moved = layer(x), layer(translate(x, shift, axis=2))
    width = output.shape[2]
    columns = range(width // 4, width - width // 4)
    return max(float(ops.max(ops.abs(output[:, :, j] - moved[:, :, j]))) for j in columns)
