"""
question: cross_entropy
caught_by: rare and impossible in belief

A small number was added inside the logarithm. It caps the price of being sure and wrong, which
should be ∞, and falsifies all rare outcomes.
"""


def cross_entropy(p, q):
    return -ops.sum(p * ops.log(q + 1e-12), axis=-1)
