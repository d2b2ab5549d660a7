"""
question: kl_divergence
caught_by: believed to be impossible

Where q is 0 and p is not, an `ops.where` or a product made NaN of the ∞. p log(p / 0) is infinite:
whoever believes that this cannot happen is infinitely wrong.
"""


def kl_divergence(p, q):
    happens = p > 0
    log_p = ops.log(ops.where(happens, p, 1))
    log_q = ops.log(ops.where(happens, q, 1))
    possible = ops.where(q > 0, 1.0, 0.0)
    return ops.sum(p * (log_p - log_q) * ops.cast(possible, p.dtype), axis=-1)
