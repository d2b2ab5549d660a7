"""
question: softmax
caught_by: values

The sum runs over the batch, so that columns sum to 1 and rows do not.
"""

from keras import ops


def softmax(logits):
    exponentials = ops.exp(logits - ops.max(logits, axis=0, keepdims=True))
    return exponentials / ops.sum(exponentials, axis=0, keepdims=True)
