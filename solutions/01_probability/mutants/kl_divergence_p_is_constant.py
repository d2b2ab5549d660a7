"""
question: kl_divergence
caught_by: gradient

The values are right, but p counts as a constant in the gradient. Where both distributions come
from models, both are differentiated.
"""


def kl_divergence(p, q):
    p = ops.stop_gradient(p)
    happens = p > 0
    log_p = ops.log(ops.where(happens, p, 1))
    log_q = ops.log(ops.where(happens, q, 1))
    return ops.sum(p * (log_p - log_q), axis=-1)
