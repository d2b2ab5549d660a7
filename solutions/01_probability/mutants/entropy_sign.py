"""
question: entropy
caught_by: values

The sign is missing: logarithms of probabilities are not positive, and an entropy is never
negative.
"""


def entropy(p):
    possible = ops.where(p > 0, p, 1)
    return ops.sum(p * ops.log(possible), axis=-1)
