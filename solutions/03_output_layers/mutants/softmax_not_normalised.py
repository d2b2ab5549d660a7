"""
question: softmax
caught_by: values

These are the exponentials alone. They are positive, but each row has still to be divided by its
sum.
"""


def softmax(logits):
    return ops.exp(logits - ops.max(logits, axis=-1, keepdims=True))
