"""
question: softmax
caught_by: values

The sum runs over the whole batch, so that all entries together sum to 1. Each row is a
distribution of its own: sum along the last axis.
"""


def softmax(logits):
    exponentials = ops.exp(logits - ops.max(logits))
    return exponentials / ops.sum(exponentials)
