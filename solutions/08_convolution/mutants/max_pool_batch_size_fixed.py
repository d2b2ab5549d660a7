"""
question: max_pool
caught_by: unknown batch size

The batch size goes into the reshape, and while a model is traced it is None. Write −1 in its
place.
"""


def max_pool(x, size):
    batch, height, width, channels = x.shape
    high, wide = size
    if height % high or width % wide:
        raise ValueError(f"{size} does not divide {x.shape}")
    shape = (int(batch), height // high, high, width // wide, wide, channels)
    return ops.max(ops.reshape(x, shape), axis=(2, 4))
