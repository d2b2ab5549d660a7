"""
question: cross_entropy
caught_by: gradient beside a 0

The values are right, but `ops.where` comes after the logarithm. It differentiates both of its
branches, and 0 times an infinite slope is NaN. Choose the argument of the logarithm first.
"""


def cross_entropy(p, q):
    return -ops.sum(ops.where(p > 0, p * ops.log(q), 0), axis=-1)
