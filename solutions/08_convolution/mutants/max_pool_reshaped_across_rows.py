"""
question: max_pool
caught_by: values

A single reshape into tiles takes pixels in the order in which they lie in memory, along a row, so
that your tiles are stretches of rows. Split each axis by itself.
"""


def max_pool(x, size):
    _, height, width, channels = x.shape
    high, wide = size
    if height % high or width % wide:
        raise ValueError(f"{size} does not divide {x.shape}")
    tiles = ops.reshape(x, (-1, height // high, width // wide, high * wide, channels))
    return ops.max(tiles, axis=3)
