"""
question: marginal
caught_by: values

Everything was added up, which gives 1 for every joint distribution. Sum over the one axis that is
asked for.
"""


def marginal(joint, axis):
    return ops.sum(joint)
