"""
question: is_independent
caught_by: tolerance

The average difference is compared with the tolerance. A large table can hide one cell that differs
much: no single cell may be off by more.
"""


def is_independent(joint, tolerance):
    product = ops.sum(joint, axis=1, keepdims=True) * ops.sum(joint, axis=0, keepdims=True)
    return bool(ops.mean(ops.abs(joint - product)) <= tolerance)
