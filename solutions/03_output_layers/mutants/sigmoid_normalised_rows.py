"""
question: sigmoid
caught_by: values

Each row sums to 1, so that the outputs compete with each other. A sigmoid takes each logit by
itself: whether there is a cat in the photo says nothing about whether there is a sofa.
"""


def sigmoid(logits):
    exponentials = ops.exp(logits - ops.max(logits, axis=-1, keepdims=True))
    return exponentials / ops.sum(exponentials, axis=-1, keepdims=True)
