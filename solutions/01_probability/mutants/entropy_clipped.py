"""
question: entropy
caught_by: impossible outcomes

The probabilities were raised to at least 10⁻⁷ first, so that outcomes which never happen add
something, and the rest no longer sums to 1.
"""


def entropy(p):
    p = ops.clip(p, 1e-7, 1.0)
    return -ops.sum(p * ops.log(p), axis=-1)
