"""
question: is_independent
caught_by: tolerance

The difference was squared before it was compared, which makes small differences much smaller.
Compare the absolute difference itself.
"""


def is_independent(joint, tolerance):
    product = ops.sum(joint, axis=1, keepdims=True) * ops.sum(joint, axis=0, keepdims=True)
    return bool(ops.max(ops.square(joint - product)) <= tolerance)
