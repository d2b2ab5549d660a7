"""
question: sigmoid
caught_by: gradient

The slope at z = 0 comes out as 0, and it is ¼. The derivative of |z| at 0 is taken as 0, which
stops the gradient there; a network whose logits start at 0 would never begin to learn.
"""


def sigmoid(logits):
    decay = ops.exp(-ops.abs(logits))
    return ops.where(logits >= 0, 1 / (1 + decay), decay / (1 + decay))
