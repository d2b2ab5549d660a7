"""
question: best_capacity
caught_by: ties

Of several rows with the same least error, the first was taken. It need not have the smallest
degree, as the rows may be in any order.
"""


def best_capacity(curve):
    return int(curve[np.argmin(curve[:, 2]), 0])
