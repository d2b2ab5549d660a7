"""
question: marginal
caught_by: values

The sums were divided by the number of entries of the table. They already sum to 1, so nothing is
left to divide by.
"""


def marginal(joint, axis):
    return ops.sum(joint, axis=axis) / math.prod(joint.shape)
