"""
question: cross_entropy
caught_by: rare and impossible in belief

Terms with q = 0 were left out. Where p is not 0 there, the cost is ∞: it is p = 0 that makes a
term vanish.
"""


def cross_entropy(p, q):
    return -ops.sum(p * ops.log(ops.where(q > 0, q, 1)), axis=-1)
