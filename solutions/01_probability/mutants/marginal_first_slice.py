"""
question: marginal
caught_by: values

Only the first value of the variable on `axis` is looked at. A marginal is the sum over all of its
values.
"""


def marginal(joint, axis):
    return ops.take(joint, 0, axis=axis)
