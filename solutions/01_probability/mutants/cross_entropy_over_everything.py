"""
question: cross_entropy
caught_by: values

One number came out for the whole batch, the sum of all costs. Each row has a cost of its own: sum
over the last axis only.
"""


def cross_entropy(p, q):
    believed = ops.where(p > 0, q, 1)
    return -ops.sum(p * ops.log(believed))
