"""
question: is_independent
caught_by: verdicts

Only the diagonal of the table is compared with the product of the marginals. Every pair of values
counts, also those off the diagonal.
"""


def is_independent(joint, tolerance):
    product = ops.sum(joint, axis=1, keepdims=True) * ops.sum(joint, axis=0, keepdims=True)
    return bool(ops.max(ops.abs(ops.diagonal(joint - product))) <= tolerance)
