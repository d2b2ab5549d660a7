"""
question: sigmoid
caught_by: saturated gradient

The value 1 / (1 + e^-z) is right everywhere, but its derivative is not: at z = -1000 it is
0 · ∞, which is NaN. Use an exponential that cannot overflow.
"""


def sigmoid(logits):
    return 1 / (1 + ops.exp(-logits))
