"""
question: kl_divergence
caught_by: values

The terms were averaged over the outcomes, but they are weighted with p already. Use the sum.
"""


def kl_divergence(p, q):
    happens = p > 0
    log_p = ops.log(ops.where(happens, p, 1))
    log_q = ops.log(ops.where(happens, q, 1))
    return ops.mean(p * (log_p - log_q), axis=-1)
