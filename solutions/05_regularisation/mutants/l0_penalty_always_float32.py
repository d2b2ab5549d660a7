"""
question: l0_penalty
caught_by: values

The result is float32 whatever the weights are. Take their dtype, `weights.dtype`.
"""


def l0_penalty(weights):
    return ops.sum(ops.cast(ops.not_equal(weights, 0), "float32"))
