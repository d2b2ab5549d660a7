"""
question: pinned_softmax
caught_by: no overflow

The shift is by the largest free logit, also where the pinned logit is larger. If all free logits
are far below 0, the pinned term e^0 becomes e^1000. The maximum is over all K logits.
"""


def pinned_softmax(free_logits):
    largest = ops.max(free_logits, axis=-1, keepdims=True)
    exponentials = ops.exp(free_logits - largest)
    pinned = ops.exp(-largest)
    total = pinned + ops.sum(exponentials, axis=-1, keepdims=True)
    return ops.concatenate([pinned, exponentials], axis=-1) / total
