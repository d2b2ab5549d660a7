"""
question: kl_divergence
caught_by: outcomes that never happen

Infinite for every q that is 0. Where p is 0 too, the outcome never happens, and that it was
believed to be impossible costs nothing.
"""


def kl_divergence(p, q):
    safe_p, safe_q = ops.where(p > 0, p, 1), ops.where(q > 0, q, 1)
    divergence = ops.sum(p * ops.log(safe_p / safe_q), axis=-1)
    return ops.where(ops.any(q == 0, axis=-1), float("inf"), divergence)
