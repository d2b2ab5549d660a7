"""
question: kl_divergence

One logarithm of the ratio, 1 where p is 0.
"""


def kl_divergence(p, q):
    happens = p > 0
    ratio = ops.where(happens, p, 1) / ops.where(happens, q, 1)
    return ops.einsum("...k,...k->...", p, ops.log(ratio))
