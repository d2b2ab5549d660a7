"""
question: is_independent
caught_by: verdicts

There is a verdict for each cell, where one is wanted for the table: all of the cells have to agree.
"""


def is_independent(joint, tolerance):
    of_x = ops.sum(joint, axis=1, keepdims=True)
    of_y = ops.sum(joint, axis=0, keepdims=True)
    return ops.abs(joint - of_x * of_y) <= tolerance
