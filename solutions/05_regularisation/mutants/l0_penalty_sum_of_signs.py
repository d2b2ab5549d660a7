"""
question: l0_penalty
caught_by: values

The signs are summed: a negative weight takes away what a positive one pays. Count both.
"""


def l0_penalty(weights):
    return ops.sum(ops.sign(weights))
