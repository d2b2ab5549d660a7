"""
question: is_independent
caught_by: verdicts

The verdict is the wrong way round: True means independent.
"""


def is_independent(joint, tolerance):
    product = ops.sum(joint, axis=1, keepdims=True) * ops.sum(joint, axis=0, keepdims=True)
    return bool(ops.max(ops.abs(joint - product)) > tolerance)
