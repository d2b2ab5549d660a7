"""
question: best_capacity
caught_by: least validation error

This is the largest degree. More capacity is not better: look where the validation error is least.
"""


def best_capacity(curve):
    return int(curve[:, 0].max())
