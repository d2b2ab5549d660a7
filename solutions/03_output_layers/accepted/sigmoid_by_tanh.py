"""
question: sigmoid

The sigmoid is a hyperbolic tangent, moved and scaled; tanh is safe for every argument.
"""


def sigmoid(logits):
    return (1 + ops.tanh(logits / 2)) / 2
