"""
question: max_pool
caught_by: values

You take the mean of each tile. Max pooling keeps its largest value.
"""


def max_pool(x, size):
    _, height, width, channels = x.shape
    high, wide = size
    if height % high or width % wide:
        raise ValueError(f"{size} does not divide {x.shape}")
    tiles = ops.reshape(x, (-1, height // high, high, width // wide, wide, channels))
    return ops.mean(tiles, axis=(2, 4))
