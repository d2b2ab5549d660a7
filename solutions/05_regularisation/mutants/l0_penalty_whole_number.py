"""
question: l0_penalty
caught_by: values

The count is right, but it is a whole number: it can't be added to a cost of floating-point numbers.
Give it the dtype of the weights.
"""


def l0_penalty(weights):
    return ops.count_nonzero(weights)
