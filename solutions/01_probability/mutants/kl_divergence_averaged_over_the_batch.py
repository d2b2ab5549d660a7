"""
question: kl_divergence
caught_by: values

The divergences of all rows were averaged to one number. Return one for each pair.
"""


def kl_divergence(p, q):
    happens = p > 0
    log_p = ops.log(ops.where(happens, p, 1))
    log_q = ops.log(ops.where(happens, q, 1))
    return ops.mean(ops.sum(p * (log_p - log_q), axis=-1))
