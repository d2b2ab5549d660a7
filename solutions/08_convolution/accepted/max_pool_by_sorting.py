"""
question: max_pool

Each tile's values sorted; the last one is the largest.
"""


def max_pool(x, size):
    _, height, width, channels = x.shape
    high, wide = size
    if height % high or width % wide:
        raise ValueError(f"{size} does not divide {x.shape}")
    tiles = ops.reshape(x, (-1, height // high, high, width // wide, wide, channels))
    tiles = ops.transpose(tiles, (0, 1, 3, 5, 2, 4))
    tiles = ops.reshape(tiles, (-1, height // high, width // wide, channels, high * wide))
    return ops.sort(tiles, axis=-1)[..., -1]
