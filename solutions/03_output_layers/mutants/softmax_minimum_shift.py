"""
question: softmax
caught_by: no overflow

The smallest logit of each row was subtracted, so that all exponents are positive and the largest
may still overflow. Subtract the largest: then no exponential is above 1.
"""


def softmax(logits):
    exponentials = ops.exp(logits - ops.min(logits, axis=-1, keepdims=True))
    return exponentials / ops.sum(exponentials, axis=-1, keepdims=True)
