"""
question: invariance_error
caught_by: values

You compare all columns. Near the border zeros come in whatever the layer does; only the middle half
counts.
"""


def invariance_error(layer, x, shift):
    output = layer(x)
    moved = layer(translate(x, shift, axis=2))
    difference = ops.abs(moved - output)
    width = difference.shape[2]
    return ops.max(difference)
