"""
question: count_parameters

One product of vectors: the bias is a weight of one more input that is always 1.
"""


def count_parameters(layer_sizes):
    sizes = np.array(layer_sizes, dtype="int64")
    return int(np.dot(sizes[:-1] + 1, sizes[1:]))
