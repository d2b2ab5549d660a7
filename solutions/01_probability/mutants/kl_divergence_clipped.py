"""
question: kl_divergence
caught_by: outcomes that never happen

Both distributions were clipped to at least 10⁻⁷, as Keras's own loss does. An outcome with p = 0
should add exactly 0, and one with q = 0 < p exactly ∞.
"""


def kl_divergence(p, q):
    p, q = ops.clip(p, 1e-7, 1.0), ops.clip(q, 1e-7, 1.0)
    return ops.sum(p * ops.log(p / q), axis=-1)
