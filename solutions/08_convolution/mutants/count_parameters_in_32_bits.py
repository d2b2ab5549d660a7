"""
question: count_parameters
caught_by: billions of parameters

The sum does not fit into a 32-bit integer, which starts again from the negative end. Python's own
whole numbers have no end: count with them, not with a tensor.
"""


def count_parameters(layer_sizes):
    sizes = np.array(layer_sizes, dtype="int32")
    return np.sum((sizes[:-1] + 1) * sizes[1:], dtype="int32")
