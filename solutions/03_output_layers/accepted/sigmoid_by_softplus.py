"""
question: sigmoid

In log space: log σ(z) = -log(1 + e^-z), which is minus the softplus of -z.
"""


def sigmoid(logits):
    return ops.exp(-ops.softplus(-logits))
