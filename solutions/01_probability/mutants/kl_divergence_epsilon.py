"""
question: kl_divergence
caught_by: believed to be impossible

A small number was added to q, so that what q thinks impossible costs a finite amount. The answer
there is ∞, and elsewhere it should be exact.
"""


def kl_divergence(p, q):
    happens = p > 0
    log_p = ops.log(ops.where(happens, p, 1))
    log_q = ops.log(ops.where(happens, q + 1e-12, 1))
    return ops.sum(p * (log_p - log_q), axis=-1)
