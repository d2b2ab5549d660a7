"""
question: entropy
caught_by: values

The information of the outcomes was added up without weights. Entropy is its *expectation*: each
outcome counts with its probability.
"""


def entropy(p):
    possible = ops.where(p > 0, p, 1)
    return -ops.sum(ops.log(possible), axis=-1)
