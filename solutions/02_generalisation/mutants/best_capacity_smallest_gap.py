"""
question: best_capacity
caught_by: least validation error

The degree with the smallest gap between both errors was taken. A family that is equally bad on
both, by underfitting, has no gap either.
"""


def best_capacity(curve):
    return int(curve[np.argmin(np.abs(curve[:, 2] - curve[:, 1])), 0])
