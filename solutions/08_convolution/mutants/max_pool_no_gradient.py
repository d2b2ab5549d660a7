"""
question: max_pool
caught_by: gradient

The values are right, but no gradient reaches x: somewhere the way is cut, by NumPy, by
`stop_gradient`, or by an index that was computed from the values. Stay with `keras.ops`.
"""


def max_pool(x, size):
    _, height, width, channels = x.shape
    high, wide = size
    if height % high or width % wide:
        raise ValueError(f"{size} does not divide {x.shape}")
    tiles = ops.reshape(x, (-1, height // high, high, width // wide, wide, channels))
    return ops.stop_gradient(ops.max(tiles, axis=(2, 4)))
