"""
question: entropy
caught_by: impossible outcomes

0 · log(0) is 0 · (-∞), which is NaN. An outcome that never happens adds nothing to the entropy:
give the logarithm another argument there.
"""


def entropy(p):
    return -ops.sum(p * ops.log(p), axis=-1)
