"""
question: saturation
caught_by: values

The slope of the sigmoid comes out, whichever activation is given.
"""


def saturation(activation, x):
    return ops.sigmoid(x) * ops.sigmoid(-x)
