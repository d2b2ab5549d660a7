"""
question: marginal
caught_by: values

This is the largest probability along the axis. All values of the other variable count, not only
the likeliest: add them up.
"""


def marginal(joint, axis):
    return ops.max(joint, axis=axis)
