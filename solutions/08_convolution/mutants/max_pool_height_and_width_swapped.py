"""
question: max_pool
caught_by: values

Height and width of the tile are swapped: `size[0]` is its height and divides the rows of the
image, `size[1]` its width.
"""


def max_pool(x, size):
    wide, high = size
    if x.shape[1] % high or x.shape[2] % wide:
        raise ValueError(f"{size} does not divide {x.shape}")
    rows, columns = x.shape[1] // high, x.shape[2] // wide
    tiles = ops.reshape(x, (-1, rows, high, columns, wide, x.shape[3]))
    return ops.max(tiles, axis=(2, 4))
