"""
question: marginal
caught_by: values

This is the average along the axis. P(x) is the sum of P(x, y) over all y: the probabilities of
different y add up.
"""


def marginal(joint, axis):
    return ops.mean(joint, axis=axis)
