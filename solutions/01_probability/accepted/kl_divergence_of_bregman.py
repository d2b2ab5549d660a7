"""
question: kl_divergence

As the Bregman divergence of negative entropy: Σ p log(p/q) - p + q, plus what keeps it free in
p and q.
"""


def kl_divergence(p, q):
    happens = p > 0
    safe_p, safe_q = ops.where(happens, p, 1), ops.where(happens, q, 1)
    excess = p * ops.log(safe_p / safe_q) - p + q
    return ops.sum(excess, axis=-1) + ops.sum(p, axis=-1) - ops.sum(q, axis=-1)
