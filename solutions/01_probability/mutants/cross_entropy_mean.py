"""
question: cross_entropy
caught_by: values

The terms were averaged over the outcomes, but they are weighted with p already. Use the sum.
"""


def cross_entropy(p, q):
    believed = ops.where(p > 0, q, 1)
    return -ops.mean(p * ops.log(believed), axis=-1)
