"""
question: conditional
caught_by: impossible values

Where a value never happens, 0/0 gave NaN. The task asks for 0 there: what can stand below the
fraction instead of the sum of 0?
"""


def conditional(joint, axis):
    return joint / ops.sum(joint, axis=axis, keepdims=True)
