"""
question: kl_divergence
caught_by: gradient beside a 0

The values are right, but `ops.where` comes after the logarithm. It differentiates both of its
branches, and 0 times an infinite slope is NaN. Choose the arguments of the logarithms first.
"""


def kl_divergence(p, q):
    return ops.sum(ops.where(p > 0, p * ops.log(p / q), 0), axis=-1)
