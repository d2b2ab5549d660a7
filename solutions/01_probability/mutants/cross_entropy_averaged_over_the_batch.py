"""
question: cross_entropy
caught_by: values

The costs of all rows were averaged to one number. A training loop does that later; here, return
one for each pair.
"""


def cross_entropy(p, q):
    believed = ops.where(p > 0, q, 1)
    return -ops.mean(ops.sum(p * ops.log(believed), axis=-1))
