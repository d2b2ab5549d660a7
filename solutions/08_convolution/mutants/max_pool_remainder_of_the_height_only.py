"""
question: max_pool
caught_by: remainder

The height is checked for a remainder and the width is not, or the other way round. The size has
to divide both.
"""


def max_pool(x, size):
    high, wide = size
    if x.shape[1] % high:
        raise ValueError(f"{size} does not divide {x.shape}")
    rows, columns = x.shape[1] // high, x.shape[2] // wide
    whole = x[:, :, : columns * wide]
    tiles = ops.reshape(whole, (-1, rows, high, columns, wide, x.shape[3]))
    return ops.max(tiles, axis=(2, 4))
