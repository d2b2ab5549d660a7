"""
question: parameter_count
caught_by: large networks

The sizes are counted in float32, which has seven digits: from 16,777,217 on it leaves out whole
numbers. Python's own integers are exact, however large.
"""


def parameter_count(sizes):
    sizes = np.array(sizes, "float32")
    return int(np.sum((sizes[:-1] + 1) * sizes[1:]))
