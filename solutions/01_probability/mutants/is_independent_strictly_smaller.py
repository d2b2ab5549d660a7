"""
question: is_independent
caught_by: tolerance

A difference that is exactly the tolerance is still allowed: dependent is what differs by *more*.
With a tolerance of 0, a table that is exactly the product is independent.
"""


def is_independent(joint, tolerance):
    product = ops.sum(joint, axis=1, keepdims=True) * ops.sum(joint, axis=0, keepdims=True)
    return bool(ops.max(ops.abs(joint - product)) < tolerance)
