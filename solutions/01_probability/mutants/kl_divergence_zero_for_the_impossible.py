"""
question: kl_divergence
caught_by: believed to be impossible

Terms with q = 0 were left out. That forgives the worst mistake of all: where p is not 0, the
answer is ∞.
"""


def kl_divergence(p, q):
    both = ops.logical_and(p > 0, q > 0)
    log_ratio = ops.log(ops.where(both, p, 1)) - ops.log(ops.where(both, q, 1))
    return ops.sum(p * log_ratio, axis=-1)
