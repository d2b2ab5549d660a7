"""
question: kl_divergence
caught_by: values

This is the cross-entropy. The divergence is what it has more than the entropy of p: -p log q + p
log p.
"""


def kl_divergence(p, q):
    happens = p > 0
    log_p = ops.log(ops.where(happens, p, 1))
    log_q = ops.log(ops.where(happens, q, 1))
    return -ops.sum(p * log_q, axis=-1)
