"""
question: l0_penalty
caught_by: values

These are the weights that are 0. The others pay.
"""


def l0_penalty(weights):
    return ops.sum(ops.cast(ops.equal(weights, 0), weights.dtype))
