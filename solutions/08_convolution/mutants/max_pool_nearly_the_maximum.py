"""
question: max_pool
caught_by: gradient at ties

Where pixels tie, the result lies a little above the largest of them: this is a smooth maximum,
however sharp. Pooling takes the largest value itself.
"""


def max_pool(x, size):
    _, height, width, channels = x.shape
    high, wide = size
    if height % high or width % wide:
        raise ValueError(f"{size} does not divide {x.shape}")
    tiles = ops.reshape(x, (-1, height // high, high, width // wide, wide, channels))
    return ops.logsumexp(tiles * 10_000, axis=(2, 4)) / 10_000
