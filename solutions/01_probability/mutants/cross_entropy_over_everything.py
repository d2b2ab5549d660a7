"""
question: cross_entropy
caught_by: values

Everything was added up. Each row is a pair of distributions: sum over the last axis only.
"""


def cross_entropy(p, q):
    believed = ops.where(p > 0, q, 1)
    return -ops.sum(p * ops.log(believed))
