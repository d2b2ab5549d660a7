"""
question: entropy
caught_by: values

The entropies of all rows were averaged to one number. Return one for each distribution.
"""


def entropy(p):
    possible = ops.where(p > 0, p, 1)
    return -ops.mean(ops.sum(p * ops.log(possible), axis=-1))
