"""
question: softmax
caught_by: values

The sum runs over the batch (axis 0). Each row is one sample, and its classes, along the last
axis, are what has to sum to 1.
"""


def softmax(logits):
    exponentials = ops.exp(logits - ops.max(logits, axis=0, keepdims=True))
    return exponentials / ops.sum(exponentials, axis=0, keepdims=True)
