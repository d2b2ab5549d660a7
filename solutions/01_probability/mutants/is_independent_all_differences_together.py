"""
question: is_independent
caught_by: tolerance

The absolute differences of all cells were added up and then compared. The tolerance is meant for
each cell by itself.
"""


def is_independent(joint, tolerance):
    product = ops.sum(joint, axis=1, keepdims=True) * ops.sum(joint, axis=0, keepdims=True)
    return bool(ops.sum(ops.abs(joint - product)) <= tolerance)
