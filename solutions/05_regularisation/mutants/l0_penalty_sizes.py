"""
question: l0_penalty
caught_by: values

The weights' sizes are summed; that is L1. To L0 only matters whether a weight is 0.
"""


def l0_penalty(weights):
    return ops.sum(ops.abs(weights))
