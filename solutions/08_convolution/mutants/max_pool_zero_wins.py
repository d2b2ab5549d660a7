"""
question: max_pool
caught_by: values

Negative tiles come out as 0: the maximum is compared with a zero that is not in the tile, perhaps
from padding or from the value that you start with.
"""


def max_pool(x, size):
    _, height, width, channels = x.shape
    high, wide = size
    if height % high or width % wide:
        raise ValueError(f"{size} does not divide {x.shape}")
    tiles = ops.reshape(x, (-1, height // high, high, width // wide, wide, channels))
    return ops.maximum(ops.max(tiles, axis=(2, 4)), 0)
