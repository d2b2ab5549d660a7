"""
question: max_pool
caught_by: values

You take the largest absolute value, so strongly negative pixels win. The largest value of −9 and
−1 is −1.
"""


def max_pool(x, size):
    _, height, width, channels = x.shape
    high, wide = size
    if height % high or width % wide:
        raise ValueError(f"{size} does not divide {x.shape}")
    tiles = ops.reshape(x, (-1, height // high, high, width // wide, wide, channels))
    return ops.max(ops.abs(tiles), axis=(2, 4))
