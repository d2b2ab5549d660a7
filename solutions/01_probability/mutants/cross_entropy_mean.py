"""
question: cross_entropy
caught_by: values

The mean over the outcomes was taken. The expectation is in the weights p already: sum the terms.
"""


def cross_entropy(p, q):
    believed = ops.where(p > 0, q, 1)
    return -ops.mean(p * ops.log(believed), axis=-1)
