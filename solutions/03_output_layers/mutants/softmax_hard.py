"""
question: softmax
caught_by: values

The largest logit gets everything. Softmax is the soft version of this: the other classes keep a
share, and the gradient a way to flow.
"""


def softmax(logits):
    largest = ops.max(logits, axis=-1, keepdims=True)
    return ops.cast(logits == largest, logits.dtype)
