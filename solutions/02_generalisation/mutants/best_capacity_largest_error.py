"""
question: best_capacity
caught_by: least validation error

The degree with the largest validation error was taken. Small errors are good.
"""


def best_capacity(curve):
    return int(curve[np.argmax(curve[:, 2]), 0])
