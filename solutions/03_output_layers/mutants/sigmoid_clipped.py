"""
question: sigmoid
caught_by: saturated gradient

The logits are clipped. Between the limits all is well; beyond them the value stands still and
the gradient is exactly 0, where the sigmoid still has a slope. It can be computed without a clip.
"""


def sigmoid(logits):
    return 1 / (1 + ops.exp(-ops.clip(logits, -10.0, 10.0)))
