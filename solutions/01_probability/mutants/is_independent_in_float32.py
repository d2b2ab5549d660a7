"""
question: is_independent
caught_by: tolerance

The table was rounded to float32, which keeps seven digits. A tolerance of 1e-9 needs the float64
that was given.
"""


def is_independent(joint, tolerance):
    joint = ops.cast(joint, "float32")
    product = ops.outer(ops.sum(joint, axis=1), ops.sum(joint, axis=0))
    return bool(ops.all(ops.abs(joint - product) <= tolerance))
