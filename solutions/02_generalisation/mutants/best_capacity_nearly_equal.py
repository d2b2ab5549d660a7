"""
question: best_capacity
caught_by: ties

Validation errors that are close to the least one count as equal to it. The smaller degree is
preferred only where the errors are exactly the same.
"""


def best_capacity(curve):
    nearly_best = np.isclose(curve[:, 2], curve[:, 2].min())
    return int(curve[nearly_best, 0].min())
