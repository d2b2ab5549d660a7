"""
question: best_capacity
caught_by: least validation error

This is the least validation error. Wanted is the degree that has it.
"""


def best_capacity(curve):
    return float(curve[:, 2].min())
