"""
question: max_pool

Keras's own pooling, after the check for a remainder.
"""


def max_pool(x, size):
    if x.shape[1] % size[0] or x.shape[2] % size[1]:
        raise ValueError(f"{size} does not divide {x.shape}")
    return keras.layers.MaxPooling2D(size, dtype=x.dtype)(x)
