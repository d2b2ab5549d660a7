"""
question: cross_entropy
caught_by: values

The term (1 - p) log(1 - q) was added for every outcome, as for separate yes-or-no questions. Here
the outcomes exclude each other, and the rest is in the other entries.
"""


def cross_entropy(p, q):
    believed = ops.where(p > 0, q, 1)
    rest = ops.where(p < 1, 1 - q, 1)
    return -ops.sum(p * ops.log(believed) + (1 - p) * ops.log(rest), axis=-1)
