"""
question: pinned_softmax
caught_by: values

The first logit that came in was replaced by 0. All that come in are free, those of classes 1 to
K - 1; the pinned one is added in front of them.
"""


def pinned_softmax(free_logits):
    pinned = ops.zeros_like(free_logits[:, :1])
    return ops.softmax(ops.concatenate([pinned, free_logits[:, 1:]], axis=-1), axis=-1)
