"""
question: max_pool
caught_by: values

The window moves on by one pixel, so the output is almost as large as the input. The next tile
begins where the last one ends.
"""


def max_pool(x, size):
    high, wide = size
    if x.shape[1] % high or x.shape[2] % wide:
        raise ValueError(f"{size} does not divide {x.shape}")
    rows, columns = x.shape[1] - high + 1, x.shape[2] - wide + 1
    return ops.max(
        ops.stack([x[:, a : a + rows, b : b + columns] for a, b in np.ndindex(high, wide)]), axis=0
    )
