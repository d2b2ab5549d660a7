"""
question: kl_divergence
caught_by: values

The two distributions have changed places: this is KL(q, p). The average runs over what really
happens, so the weights are p.
"""


def kl_divergence(p, q):
    happens = q > 0
    log_p = ops.log(ops.where(happens, q, 1))
    log_q = ops.log(ops.where(happens, p, 1))
    return ops.sum(q * (log_p - log_q), axis=-1)
