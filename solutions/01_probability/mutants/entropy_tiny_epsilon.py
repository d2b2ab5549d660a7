"""
question: entropy
caught_by: gradient

A number as small as 10⁻¹² was added inside the logarithm. The values don't show it, but the
gradient does, where an outcome is rarer than that. Only a p of exactly 0 needs care.
"""


def entropy(p):
    return -ops.sum(p * ops.log(p + 1e-12), axis=-1)
