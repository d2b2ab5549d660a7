"""
question: kl_divergence
caught_by: gradient

The gradient by q is missing: q was taken for a constant. A model is what q stands for, and it is
trained by that gradient.
"""


def kl_divergence(p, q):
    safe_p, safe_q = ops.where(p > 0, p, 1), ops.where(p > 0, q, 1)
    return ops.sum(p * (ops.log(safe_p) - ops.log(ops.stop_gradient(safe_q))), axis=-1)
