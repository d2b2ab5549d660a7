"""
question: max_pool
caught_by: gradient at ties

Where several pixels of a tile are equally large, each of them gets the whole gradient. Together
they may get only what comes in for the tile.
"""


def max_pool(x, size):
    _, height, width, channels = x.shape
    high, wide = size
    if height % high or width % wide:
        raise ValueError(f"{size} does not divide {x.shape}")
    tiles = ops.reshape(x, (-1, height // high, high, width // wide, wide, channels))
    largest = ops.max(tiles, axis=(2, 4), keepdims=True)
    share = ops.sum(ops.where(ops.equal(tiles, largest), tiles, 0), axis=(2, 4))
    return share + ops.stop_gradient(ops.max(tiles, axis=(2, 4)) - share)
