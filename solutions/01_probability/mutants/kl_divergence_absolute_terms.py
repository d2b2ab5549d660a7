"""
question: kl_divergence
caught_by: values

The absolute values of the terms were added up. Single terms may be negative; only their sum never
is.
"""


def kl_divergence(p, q):
    happens = p > 0
    log_p = ops.log(ops.where(happens, p, 1))
    log_q = ops.log(ops.where(happens, q, 1))
    return ops.sum(ops.abs(p * (log_p - log_q)), axis=-1)
