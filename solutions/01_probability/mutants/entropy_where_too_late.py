"""
question: entropy
caught_by: gradient beside a 0

The values are right, but `ops.where` comes after the logarithm. It differentiates both of its
branches, and 0 times the infinite slope of log(0) is NaN. Choose the argument of the logarithm
first.
"""


def entropy(p):
    return -ops.sum(ops.where(p > 0, p * ops.log(p), 0), axis=-1)
