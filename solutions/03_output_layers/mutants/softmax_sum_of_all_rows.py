"""
question: softmax
caught_by: values

Each row was shifted by its own largest logit, but the sum below the fraction runs over all rows.
Each row is a distribution of its own: sum along the last axis.
"""


def softmax(logits):
    exponentials = ops.exp(logits - ops.max(logits, axis=-1, keepdims=True))
    return exponentials / ops.sum(exponentials)
