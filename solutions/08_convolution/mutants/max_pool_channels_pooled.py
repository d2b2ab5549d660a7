"""
question: max_pool
caught_by: values

The maximum runs over the channels too, so that all channels come out alike. Each channel is
pooled by itself.
"""


def max_pool(x, size):
    _, height, width, channels = x.shape
    high, wide = size
    if height % high or width % wide:
        raise ValueError(f"{size} does not divide {x.shape}")
    tiles = ops.reshape(x, (-1, height // high, high, width // wide, wide, channels))
    largest = ops.max(tiles, axis=(2, 4, 5), keepdims=True)
    return ops.repeat(largest[:, :, 0, :, 0], channels, axis=-1)
