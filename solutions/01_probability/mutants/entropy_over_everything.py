"""
question: entropy
caught_by: values

Everything was added up. Each row is a distribution with an entropy of its own: sum over the last
axis only.
"""


def entropy(p):
    possible = ops.where(p > 0, p, 1)
    return -ops.sum(p * ops.log(possible))
