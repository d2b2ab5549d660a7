"""
question: entropy
caught_by: values

The terms were averaged over the outcomes, but they are weighted with p already, and the weights
sum to 1. Use the sum.
"""


def entropy(p):
    possible = ops.where(p > 0, p, 1)
    return -ops.mean(p * ops.log(possible), axis=-1)
