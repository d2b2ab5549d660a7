"""
question: marginal
caught_by: values

The sum runs over the variable that was to be kept. `axis` is the axis that is summed over and
disappears.
"""


def marginal(joint, axis):
    others = tuple(each for each in range(len(joint.shape)) if each != axis)
    return ops.sum(joint, axis=others)
