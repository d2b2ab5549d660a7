"""
question: softmax
caught_by: values

The largest logit of each class was subtracted, along axis 0. That is another number for each logit
of a row; only if the same number is subtracted from all of them, softmax stays as it is.
"""


def softmax(logits):
    exponentials = ops.exp(logits - ops.max(logits, axis=0))
    return exponentials / ops.sum(exponentials, axis=-1, keepdims=True)
