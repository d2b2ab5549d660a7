"""
question: max_pool
caught_by: values

The reshape groups pixels that lie far apart: rows 0, n, 2n, … form a group. A tile holds
neighbours, so the place within the tile has to be the axis after the number of the tile.
"""


def max_pool(x, size):
    _, height, width, channels = x.shape
    high, wide = size
    if height % high or width % wide:
        raise ValueError(f"{size} does not divide {x.shape}")
    tiles = ops.reshape(x, (-1, high, height // high, wide, width // wide, channels))
    return ops.max(tiles, axis=(1, 3))
