"""
question: kl_divergence
caught_by: values

Everything was added up. Each row is a pair of distributions: sum over the last axis only.
"""


def kl_divergence(p, q):
    happens = p > 0
    log_p = ops.log(ops.where(happens, p, 1))
    log_q = ops.log(ops.where(happens, q, 1))
    return ops.sum(p * (log_p - log_q))
