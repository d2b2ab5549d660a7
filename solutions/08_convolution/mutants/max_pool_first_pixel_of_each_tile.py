"""
question: max_pool
caught_by: values

You keep the upper left pixel of each tile, whatever its neighbours are. That shrinks the image,
but it is no summary of the tile.
"""


def max_pool(x, size):
    _, height, width, channels = x.shape
    high, wide = size
    if height % high or width % wide:
        raise ValueError(f"{size} does not divide {x.shape}")
    tiles = ops.reshape(x, (-1, height // high, high, width // wide, wide, channels))
    return tiles[:, :, 0, :, 0]
