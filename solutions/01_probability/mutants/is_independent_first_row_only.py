"""
question: is_independent
caught_by: verdicts

Only the first row is compared. It may agree by chance; every row counts.
"""


def is_independent(joint, tolerance):
    product = ops.sum(joint, axis=1, keepdims=True) * ops.sum(joint, axis=0, keepdims=True)
    return bool(ops.max(ops.abs(joint - product)[0]) <= tolerance)
