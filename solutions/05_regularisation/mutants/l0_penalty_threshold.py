"""
question: l0_penalty
caught_by: values

Small weights are let off: whatever is below a threshold counts as 0. L0 asks whether a weight *is*
0; 1e-20 pays like 1000.
"""


def l0_penalty(weights):
    return ops.sum(ops.cast(ops.abs(weights) > 1e-3, weights.dtype))
