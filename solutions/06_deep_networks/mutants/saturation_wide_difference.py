"""
question: saturation
caught_by: values

A difference over a step of 1 is too coarse: it sees the function's average slope over that step.
Let the tape differentiate.
"""


def saturation(activation, x):
    return ops.cast(activation(x + 1) - activation(x), x.dtype)
