"""
question: l0_penalty

Keras's own count, as a floating-point number.
"""


def l0_penalty(weights):
    return ops.cast(ops.count_nonzero(weights), weights.dtype)
