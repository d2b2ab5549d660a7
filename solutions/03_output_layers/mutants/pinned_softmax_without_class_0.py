"""
question: pinned_softmax
caught_by: values

The probability of class 0 is missing from the result. K - 1 logits come in, K probabilities go
out.
"""


def pinned_softmax(free_logits):
    pinned = ops.zeros_like(free_logits[:, :1])
    return ops.softmax(ops.concatenate([pinned, free_logits], axis=-1), axis=-1)[:, 1:]
