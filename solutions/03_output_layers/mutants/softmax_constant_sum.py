"""
question: softmax
caught_by: gradient

The values are right, but the gradient treats the sum below the fraction as a constant. Raising
one logit lowers the probability of every other class, through that sum.
"""


def softmax(logits):
    exponentials = ops.exp(logits - ops.max(logits, axis=-1, keepdims=True))
    return exponentials / ops.stop_gradient(ops.sum(exponentials, axis=-1, keepdims=True))
