"""
question: best_capacity
caught_by: least validation error

This is the number of the row. The degree stands in its first column.
"""


def best_capacity(curve):
    return int(np.argmin(curve[:, 2]))
