"""
question: cross_entropy
caught_by: values

This is the entropy of p; q plays no part in it. Who believes in q is surprised by -log q.
"""


def cross_entropy(p, q):
    return -ops.sum(p * ops.log(ops.where(p > 0, p, 1)), axis=-1) + 0 * ops.sum(q, axis=-1)
