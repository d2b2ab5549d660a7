"""
question: is_independent
caught_by: tolerance

The difference was divided by the product of the marginals. The tolerance is an absolute
difference; and where a value never happens, this would be 0/0.
"""


def is_independent(joint, tolerance):
    product = ops.sum(joint, axis=1, keepdims=True) * ops.sum(joint, axis=0, keepdims=True)
    safe = ops.where(product > 0, product, 1)
    return bool(ops.max(ops.abs(joint - product) / safe) <= tolerance)
