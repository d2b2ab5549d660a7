"""
question: max_pool

The running maximum of strided slices, one for each place in the tile. At a tie, `ops.maximum`
prefers one of the two.
"""


def max_pool(x, size):
    high, wide = size
    if x.shape[1] % high or x.shape[2] % wide:
        raise ValueError(f"{size} does not divide {x.shape}")
    largest = x[:, ::high, ::wide]
    for a, b in np.ndindex(high, wide):
        largest = ops.maximum(largest, x[:, a::high, b::wide])
    return largest
