"""
question: best_capacity
caught_by: least validation error

The sum of both errors was made small. The training error is no reason to prefer a family: it
rewards capacity as such.
"""


def best_capacity(curve):
    return int(curve[np.argmin(curve[:, 1] + curve[:, 2]), 0])
