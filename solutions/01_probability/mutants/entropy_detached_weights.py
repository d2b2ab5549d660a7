"""
question: entropy
caught_by: gradient

The values are right, but in the gradient the weights p count as constants. A change of p changes
both the weight and the surprise.
"""


def entropy(p):
    possible = ops.where(p > 0, p, 1)
    return -ops.sum(ops.stop_gradient(p) * ops.log(possible), axis=-1)
