"""
question: cross_entropy
caught_by: values

The two distributions have changed places: this is H(q, p). The true one, p, weighs; the believed
one, q, is inside the logarithm.
"""


def cross_entropy(p, q):
    believed = ops.where(q > 0, p, 1)
    return -ops.sum(q * ops.log(believed), axis=-1)
