"""
question: softmax
caught_by: no overflow

The largest logit of the whole batch is subtracted from every row. A row that lies far below it
becomes 0 / 0. Each sample needs its own largest logit.
"""


def softmax(logits):
    exponentials = ops.exp(logits - ops.max(logits))
    return exponentials / ops.sum(exponentials, axis=-1, keepdims=True)
