"""
question: softmax

exp(z - logsumexp(z)): normalised in log space instead of by a division.
"""


def softmax(logits):
    return ops.exp(logits - ops.logsumexp(logits, axis=-1, keepdims=True))
