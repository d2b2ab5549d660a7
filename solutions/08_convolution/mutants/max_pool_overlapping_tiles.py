"""
question: max_pool
caught_by: values

Your tiles overlap: each looks at one more row and column than it should, which belong to its
neighbours. Tiles are a partition; every pixel is in exactly one.
"""


def max_pool(x, size):
    high, wide = size
    if x.shape[1] % high or x.shape[2] % wide:
        raise ValueError(f"{size} does not divide {x.shape}")
    right = ops.concatenate([x[:, :, 1:], x[:, :, -1:]], axis=2)
    wider = ops.maximum(x, right)
    below = ops.concatenate([wider[:, 1:], wider[:, -1:]], axis=1)
    larger = ops.maximum(wider, below)
    rows, columns = x.shape[1] // high, x.shape[2] // wide
    tiles = ops.reshape(larger, (-1, rows, high, columns, wide, x.shape[3]))
    return ops.max(tiles, axis=(2, 4))
