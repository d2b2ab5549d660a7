"""
question: cross_entropy

The entropy of p plus the KL divergence from p to q.
"""


def cross_entropy(p, q):
    happens = p > 0
    log_p = ops.log(ops.where(happens, p, ops.ones_like(p)))
    log_q = ops.log(ops.where(happens, q, ops.ones_like(q)))
    entropy_of_p = -ops.sum(p * log_p, axis=-1)
    divergence = ops.sum(p * (log_p - log_q), axis=-1)
    return entropy_of_p + divergence
