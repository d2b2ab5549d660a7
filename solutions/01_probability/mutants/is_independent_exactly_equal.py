"""
question: is_independent
caught_by: verdicts

The cells are compared with ==. Sums and products of floating-point numbers are hardly ever equal
to the last digit: that is what `tolerance` is for.
"""


def is_independent(joint, tolerance):
    product = ops.sum(joint, axis=1, keepdims=True) * ops.sum(joint, axis=0, keepdims=True)
    return bool(ops.all(joint == product))
