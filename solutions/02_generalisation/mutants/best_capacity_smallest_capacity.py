"""
question: best_capacity
caught_by: least validation error

This is the smallest degree, which underfits. Look where the validation error is least.
"""


def best_capacity(curve):
    return int(curve[:, 0].min())
