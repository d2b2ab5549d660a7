"""
question: invariance_error

One call of the layer for images and shifted images together; the extremes of the difference
instead of its absolute value.
"""


def invariance_error(layer, x, shift):
    both = layer(ops.concatenate([x, translate(x, shift, axis=2)], axis=0))
    width = both.shape[2]
    plain, moved = ops.split(both[:, :, width // 4 : width - width // 4], 2, axis=0)
    return ops.maximum(ops.max(moved - plain), ops.max(plain - moved))
