"""
question: kl_divergence
caught_by: values

The ratio is upside down, or the sign is wrong: this is minus the divergence, which is never
negative.
"""


def kl_divergence(p, q):
    happens = p > 0
    log_p = ops.log(ops.where(happens, p, 1))
    log_q = ops.log(ops.where(happens, q, 1))
    return ops.sum(p * (log_q - log_p), axis=-1)
