"""
question: is_independent
caught_by: tolerance

A cell that is too small counts as equal, because the sign of the difference was kept. Take its
absolute value.
"""


def is_independent(joint, tolerance):
    product = ops.sum(joint, axis=1, keepdims=True) * ops.sum(joint, axis=0, keepdims=True)
    return bool(ops.max(joint - product) <= tolerance)
