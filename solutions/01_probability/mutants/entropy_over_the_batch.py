"""
question: entropy
caught_by: values

The sum runs over axis 0, the batch. The outcomes lie along the last axis.
"""


def entropy(p):
    possible = ops.where(p > 0, p, 1)
    return -ops.sum(p * ops.log(possible), axis=0)
