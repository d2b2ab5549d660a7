"""
question: conditional
caught_by: impossible values

Given a value that never happens, this says that everything is equally likely. The convention of
this course is 0 for all entries: nothing is claimed about a case that cannot occur.
"""


def conditional(joint, axis):
    given = ops.sum(joint, axis=axis, keepdims=True)
    uniform = ops.ones_like(joint) / joint.shape[axis]
    return ops.where(given > 0, joint / ops.where(given > 0, given, 1), uniform)
