"""
question: relu
caught_by: values

A hundredth of each negative number comes through. That is the leaky form of section 6.2; here
nothing may pass.
"""


def relu(x):
    return ops.where(x > 0, x, 0.01 * x)
