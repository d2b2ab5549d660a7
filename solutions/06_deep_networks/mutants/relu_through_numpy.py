"""
question: relu
caught_by: gradient

The values are right, but they went through NumPy, where the tape does not follow, so no gradient
comes back. Use `keras.ops` throughout.
"""


def relu(x):
    return ops.convert_to_tensor(np.maximum(np.array(x), 0))
