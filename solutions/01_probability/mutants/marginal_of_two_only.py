"""
question: marginal
caught_by: three variables

All axes from `axis` on were summed out. With three variables, one is summed out and a table of two
is left.
"""


def marginal(joint, axis):
    if len(joint.shape) == 2:
        return ops.sum(joint, axis=axis)
    return ops.sum(joint, axis=(axis, (axis + 1) % 3))
