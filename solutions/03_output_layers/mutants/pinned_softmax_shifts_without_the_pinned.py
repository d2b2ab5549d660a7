"""
question: pinned_softmax
caught_by: values

The free logits were shifted and the pinned one was not, though its e^0 = 1 stayed in the sum. A
shift leaves softmax as it is only if all K logits are shifted by the same number.
"""


def pinned_softmax(free_logits):
    exponentials = ops.exp(free_logits - ops.max(free_logits, axis=-1, keepdims=True))
    total = 1 + ops.sum(exponentials, axis=-1, keepdims=True)
    return ops.concatenate([1 / total, exponentials / total], axis=-1)
