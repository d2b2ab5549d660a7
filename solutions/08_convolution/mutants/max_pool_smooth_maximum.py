"""
question: max_pool
caught_by: values

This is a smooth maximum: it lies above the largest value, and every pixel gets a share of the
gradient. Pooling takes the largest value itself.
"""


def max_pool(x, size):
    _, height, width, channels = x.shape
    high, wide = size
    if height % high or width % wide:
        raise ValueError(f"{size} does not divide {x.shape}")
    tiles = ops.reshape(x, (-1, height // high, high, width // wide, wide, channels))
    return ops.logsumexp(tiles, axis=(2, 4))
