"""
question: entropy
caught_by: values

This is the entropy in bits: log2 was used. In nats it is the natural logarithm.
"""


def entropy(p):
    possible = ops.where(p > 0, p, 1)
    return -ops.sum(p * ops.log2(possible), axis=-1)
