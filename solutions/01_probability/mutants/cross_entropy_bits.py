"""
question: cross_entropy
caught_by: values

The logarithm to base 2 was used, so that the cost comes out in bits. Nats need the natural one.
"""


def cross_entropy(p, q):
    believed = ops.where(p > 0, q, 1)
    return -ops.sum(p * ops.log2(believed), axis=-1)
