"""
question: l0_penalty
caught_by: values

The weights are counted in each column. One number is asked for, for all axes.
"""


def l0_penalty(weights):
    return ops.sum(ops.cast(ops.not_equal(weights, 0), weights.dtype), axis=0)
