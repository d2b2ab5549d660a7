"""
question: entropy

The logarithm of the product of p^-p, as 0⁰ is 1: a geometric mean.
"""


def entropy(p):
    bases = ops.where(p > 0, p, ops.ones_like(p))
    return ops.log(1 / ops.prod(ops.power(bases, ops.where(p > 0, p, 0)), axis=-1))
