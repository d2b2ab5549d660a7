"""
question: parameter_count

A scalar product, in Python's whole numbers, which have no largest.
"""


def parameter_count(sizes):
    before = np.array([size + 1 for size in sizes[:-1]], dtype=object)
    after = np.array(sizes[1:], dtype=object)
    return int(np.dot(before, after)) if len(after) else 0
