"""
question: cross_entropy
caught_by: values

The sign is missing: the logarithm of a probability is never positive, and a cross-entropy never
negative.
"""


def cross_entropy(p, q):
    believed = ops.where(p > 0, q, 1)
    return ops.sum(p * ops.log(believed), axis=-1)
