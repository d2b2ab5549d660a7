"""
question: conditional

A difference of logarithms, as for a softmax; rows of -inf become 0 afterwards.
"""


def conditional(joint, axis):
    given = ops.sum(joint, axis=axis, keepdims=True)
    difference = ops.log(joint) - ops.log(given)
    return ops.where(given > 0, ops.exp(difference), ops.zeros_like(joint))
