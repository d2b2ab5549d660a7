"""
question: cross_entropy
caught_by: values

This is measured in bits: log2 was used. In nats it is the natural logarithm.
"""


def cross_entropy(p, q):
    believed = ops.where(p > 0, q, 1)
    return -ops.sum(p * ops.log2(believed), axis=-1)
