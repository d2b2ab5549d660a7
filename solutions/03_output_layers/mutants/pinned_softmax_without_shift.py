"""
question: pinned_softmax
caught_by: no overflow

The exponentials are taken of the free logits as they are, and e^1000 is infinite. Put the
pinned logit beside the free ones, and shift all K of them together.
"""


def pinned_softmax(free_logits):
    exponentials = ops.exp(free_logits)
    total = 1 + ops.sum(exponentials, axis=-1, keepdims=True)
    return ops.concatenate([1 / total, exponentials / total], axis=-1)
