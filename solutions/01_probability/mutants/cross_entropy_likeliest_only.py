"""
question: cross_entropy
caught_by: values

Only the likeliest outcome of p is counted. That is right for labels that are certain; in general
every outcome counts with its probability.
"""


def cross_entropy(p, q):
    likeliest = ops.one_hot(ops.argmax(p, axis=-1), p.shape[-1], dtype=p.dtype)
    return -ops.sum(likeliest * ops.log(ops.where(likeliest > 0, q, 1)), axis=-1)
