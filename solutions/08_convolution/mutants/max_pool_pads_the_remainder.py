"""
question: max_pool
caught_by: remainder

Where the size does not divide the image, you add zeros until it does. That invents pixels, which
win wherever the others are negative; raise ValueError instead.
"""


def max_pool(x, size):
    high, wide = size
    x = ops.pad(x, [[0, 0], [0, -x.shape[1] % high], [0, -x.shape[2] % wide], [0, 0]])
    rows, columns = x.shape[1] // high, x.shape[2] // wide
    tiles = ops.reshape(x, (-1, rows, high, columns, wide, x.shape[3]))
    return ops.max(tiles, axis=(2, 4))
