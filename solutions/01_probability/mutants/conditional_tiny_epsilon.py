"""
question: conditional
caught_by: unlikely values

A number as small as 10⁻¹² was added to every sum. Next to a sum that is smaller still, it is
everything. Only a sum of exactly 0 needs another number to divide by.
"""


def conditional(joint, axis):
    return joint / (ops.sum(joint, axis=axis, keepdims=True) + 1e-12)
