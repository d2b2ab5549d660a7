"""
question: pinned_softmax

In log space: the normaliser is log(e^0 + Σ e^z), and class 0 has the rest.
"""


def pinned_softmax(free_logits):
    largest = ops.maximum(ops.max(free_logits, axis=-1, keepdims=True), 0)
    total = ops.exp(-largest) + ops.sum(ops.exp(free_logits - largest), axis=-1, keepdims=True)
    normaliser = largest + ops.log(total)
    return ops.concatenate([ops.exp(-normaliser), ops.exp(free_logits - normaliser)], axis=-1)
