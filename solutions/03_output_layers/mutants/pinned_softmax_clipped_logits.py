"""
question: pinned_softmax
caught_by: no overflow

The logits are clipped, so that all that lie beyond the limit look alike. Subtracting the largest
of all K logits prevents the overflow and changes nothing else.
"""


def pinned_softmax(free_logits):
    exponentials = ops.exp(ops.clip(free_logits, -60.0, 60.0))
    total = 1 + ops.sum(exponentials, axis=-1, keepdims=True)
    return ops.concatenate([1 / total, exponentials / total], axis=-1)
