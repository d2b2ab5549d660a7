"""
question: kl_divergence
caught_by: gradient beside a 0

Where p is 0, the logarithm of p gets a harmless argument, and that of q does not: where q is 0 as
well, its slope is infinite, and 0 times infinity is NaN. Replace q in the same places as p.
"""


def kl_divergence(p, q):
    safe_p = ops.where(p > 0, p, 1)
    terms = ops.where(p > 0, p * (ops.log(safe_p) - ops.log(q)), 0)
    return ops.sum(terms, axis=-1)
