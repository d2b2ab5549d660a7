"""
question: conditional
caught_by: values

A softmax sums to 1 as well, but it takes logarithms of probabilities, not probabilities. The
entries keep their proportions here: divide by their sum.
"""


def conditional(joint, axis):
    possible = ops.cast(ops.sum(joint, axis=axis, keepdims=True) > 0, joint.dtype)
    return ops.softmax(joint, axis=axis) * possible
