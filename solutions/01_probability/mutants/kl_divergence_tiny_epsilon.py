"""
question: kl_divergence
caught_by: gradient

A number as small as 10⁻¹² was added to p inside the logarithm. The values don't show it, but the
gradient does, where an outcome is rarer than that. Only a p of exactly 0 needs care.
"""


def kl_divergence(p, q):
    log_q = ops.log(ops.where(p > 0, q, 1))
    return ops.sum(p * (ops.log(p + 1e-12) - log_q), axis=-1)
