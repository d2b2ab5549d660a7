"""
question: entropy
caught_by: values

This adds -(1 - p) log(1 - p) for every outcome, as if each were a yes-or-no question of its own.
The rest of the probability is in the other entries already.
"""


def entropy(p):
    possible = ops.where(p > 0, p, 1)
    rest = ops.where(p < 1, 1 - p, 1)
    return -ops.sum(p * ops.log(possible) + (1 - p) * ops.log(rest), axis=-1)
