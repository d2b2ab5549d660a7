"""
question: softmax
caught_by: values

These are the logarithms of the probabilities. Softmax gives the probabilities themselves.
"""


def softmax(logits):
    return logits - ops.logsumexp(logits, axis=-1, keepdims=True)
