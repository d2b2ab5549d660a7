"""
question: l0_penalty
caught_by: values

This is the share of the weights that are not 0, from 0 to 1. Their number is asked for.
"""


def l0_penalty(weights):
    return ops.mean(ops.cast(ops.not_equal(weights, 0), weights.dtype))
