"""
question: cross_entropy
caught_by: values

This is the KL divergence. The cross-entropy is larger by the entropy of p: leave the term with log
p out.
"""


def cross_entropy(p, q):
    happens = p > 0
    log_ratio = ops.log(ops.where(happens, q, 1)) - ops.log(ops.where(happens, p, 1))
    return -ops.sum(p * log_ratio, axis=-1)
