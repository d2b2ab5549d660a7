"""
question: is_independent

P(x, y) - P(x) P(y) as the difference of products in the 2 by 2 table of "x or not" and "y or
not": the cell times the rest, minus the two other corners.
"""


def is_independent(joint, tolerance):
    rest_of_row = ops.sum(joint, axis=1, keepdims=True) - joint
    rest_of_column = ops.sum(joint, axis=0, keepdims=True) - joint
    rest = 1 - joint - rest_of_row - rest_of_column
    return bool(ops.all(ops.abs(joint * rest - rest_of_row * rest_of_column) <= tolerance))
