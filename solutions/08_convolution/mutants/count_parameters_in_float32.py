"""
question: count_parameters
caught_by: billions of parameters

The count has been rounded: float32 has 24 bits, and not every whole number above 16,777,216.
Count with Python's own integers.
"""


def count_parameters(layer_sizes):
    sizes = np.array(layer_sizes, np.float32)
    return int(np.sum((sizes[:-1] + 1) * sizes[1:]))
