"""
question: is_independent
caught_by: verdicts

The rows of conditional probabilities are compared with each other. That is the right idea, but 0/0
makes NaN of a value that never happens, and NaN is within no tolerance.
"""


def is_independent(joint, tolerance):
    given_x = joint / ops.sum(joint, axis=1, keepdims=True)
    difference = given_x - ops.sum(joint, axis=0, keepdims=True)
    weighted = difference * ops.sum(joint, axis=1, keepdims=True)
    return bool(ops.all(ops.abs(weighted) <= tolerance))
