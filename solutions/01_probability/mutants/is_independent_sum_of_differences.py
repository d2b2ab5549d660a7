"""
question: is_independent
caught_by: verdicts

The differences were added up, and as both tables sum to 1 they cancel: the sum is 0 for every
table. Compare cell by cell.
"""


def is_independent(joint, tolerance):
    product = ops.sum(joint, axis=1, keepdims=True) * ops.sum(joint, axis=0, keepdims=True)
    return bool(ops.abs(ops.sum(joint - product)) <= tolerance)
