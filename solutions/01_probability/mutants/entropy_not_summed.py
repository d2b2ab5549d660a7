"""
question: entropy
caught_by: values

These are the terms of the entropy, one for each outcome. Add them up along the last axis.
"""


def entropy(p):
    possible = ops.where(p > 0, p, 1)
    return -p * ops.log(possible)
