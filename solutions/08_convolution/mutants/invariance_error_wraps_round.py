"""
question: invariance_error
caught_by: values

What leaves on the right comes in again on the left. Use `translate`: what leaves is lost, and
zeros come in. A layer that looks at the whole width notices.
"""


def invariance_error(layer, x, shift):
    output = layer(x)
    moved = layer(ops.roll(x, shift, axis=2))
    difference = ops.abs(moved - output)
    width = difference.shape[2]
    return ops.max(difference[:, :, width // 4 : width - width // 4])
