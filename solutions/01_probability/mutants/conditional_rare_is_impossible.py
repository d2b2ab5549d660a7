"""
question: conditional
caught_by: unlikely values

Values with a small probability are treated like impossible ones. Rare is not impossible: only
where the sum is exactly 0 the result is 0.
"""


def conditional(joint, axis):
    given = ops.sum(joint, axis=axis, keepdims=True)
    return ops.where(given > 1e-7, joint / ops.where(given > 1e-7, given, 1), 0)
