"""
question: softmax
caught_by: no overflow

Something else than its largest logit was subtracted from each row, such as the mean. Where one
logit lies far above that, its exponential is infinite all the same.
"""


def softmax(logits):
    exponentials = ops.exp(logits - ops.mean(logits, axis=-1, keepdims=True))
    return exponentials / ops.sum(exponentials, axis=-1, keepdims=True)
