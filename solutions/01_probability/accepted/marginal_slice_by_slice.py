"""
question: marginal

A loop that adds up the slices.
"""


def marginal(joint, axis):
    slices = ops.unstack(joint, axis=axis)
    total = ops.zeros_like(slices[0])
    for each in slices:
        total = total + each
    return total
