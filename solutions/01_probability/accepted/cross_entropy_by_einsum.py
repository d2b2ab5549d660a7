"""
question: cross_entropy

The expected information of q, by a dot product of rows.
"""


def cross_entropy(p, q):
    information = ops.log(1 / ops.where(ops.equal(p, 0), ops.ones_like(q), q))
    return ops.einsum("...k,...k->...", p, information)
