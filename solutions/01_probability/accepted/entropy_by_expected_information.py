"""
question: entropy

The expectation of the self-information, by a dot product of rows.
"""


def entropy(p):
    information = ops.log(1 / ops.where(p > 0, p, ops.ones_like(p)))
    return ops.einsum("...k,...k->...", p, information)
