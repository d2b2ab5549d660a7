"""
question: marginal
caught_by: values

The sum always runs over the last axis, whatever `axis` says.
"""


def marginal(joint, axis):
    return ops.sum(joint, axis=-1)
