"""
question: max_pool
caught_by: remainder

Where the size does not divide the image, you drop the last rows or columns without a word.
Whatever stood there is lost; raise ValueError instead.
"""


def max_pool(x, size):
    high, wide = size
    rows, columns = x.shape[1] // high, x.shape[2] // wide
    whole = x[:, : rows * high, : columns * wide]
    tiles = ops.reshape(whole, (-1, rows, high, columns, wide, x.shape[3]))
    return ops.max(tiles, axis=(2, 4))
