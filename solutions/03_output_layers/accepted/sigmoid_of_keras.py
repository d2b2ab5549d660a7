"""
question: sigmoid

Keras's own operation.
"""


def sigmoid(logits):
    return ops.sigmoid(logits)
