"""
question: entropy
caught_by: values

The entropy was divided by its maximum, log n. That is a useful share, but not nats.
"""


def entropy(p):
    possible = ops.where(p > 0, p, 1)
    return -ops.sum(p * ops.log(possible), axis=-1) / math.log(p.shape[-1])
