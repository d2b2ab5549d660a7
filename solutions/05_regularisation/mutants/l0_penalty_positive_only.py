"""
question: l0_penalty
caught_by: values

Negative weights pay nothing. A weight that is not 0 counts, whatever its sign.
"""


def l0_penalty(weights):
    return ops.sum(ops.cast(weights > 0, weights.dtype))
