"""
question: kl_divergence
caught_by: values

This is measured in bits: log2 was used. In nats it is the natural logarithm.
"""


def kl_divergence(p, q):
    happens = p > 0
    log_p = ops.log(ops.where(happens, p, 1))
    log_q = ops.log(ops.where(happens, q, 1))
    return ops.sum(p * (log_p - log_q), axis=-1) / math.log(2)
