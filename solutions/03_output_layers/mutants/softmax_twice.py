"""
question: softmax
caught_by: values

Softmax is applied to what is a softmax already. The second one takes probabilities for logits,
and as these lie within 0 and 1, it flattens every distribution.
"""


def softmax(logits):
    for _ in range(2):
        exponentials = ops.exp(logits - ops.max(logits, axis=-1, keepdims=True))
        logits = exponentials / ops.sum(exponentials, axis=-1, keepdims=True)
    return logits
