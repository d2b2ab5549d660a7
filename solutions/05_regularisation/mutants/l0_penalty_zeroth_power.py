"""
question: l0_penalty
caught_by: values

Every weight is counted, the zeros too, because 0 to the power of 0 is 1 in a computer. Compare with
0 instead.
"""


def l0_penalty(weights):
    return ops.sum(ops.power(ops.abs(weights), 0))
