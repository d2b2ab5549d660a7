"""
question: saturation
caught_by: values

These are the activation's values. Saturation shows in its slope.
"""


def saturation(activation, x):
    return activation(x)
