"""
question: marginal
caught_by: values

The summed axis is still there, with length 1. A marginal has no axis for the variable that was
summed out: leave `keepdims` at its default here.
"""


def marginal(joint, axis):
    return ops.sum(joint, axis=axis, keepdims=True)
