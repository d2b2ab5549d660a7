"""
question: max_pool
caught_by: gradient

The values are right, but every pixel of a tile gets the whole gradient. Only the
largest pixel has an influence on the output, so all of the gradient belongs to it.
"""


def max_pool(x, size):
    _, height, width, channels = x.shape
    high, wide = size
    if height % high or width % wide:
        raise ValueError(f"{size} does not divide {x.shape}")
    tiles = ops.reshape(x, (-1, height // high, high, width // wide, wide, channels))
    total = ops.sum(tiles, axis=(2, 4))
    return total + ops.stop_gradient(ops.max(tiles, axis=(2, 4)) - total)
