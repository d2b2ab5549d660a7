"""
question: pinned_softmax
caught_by: values

The pinned class comes last. The task pins class 0, whose probability is the first column.
"""


def pinned_softmax(free_logits):
    pinned = ops.zeros_like(free_logits[:, :1])
    return ops.softmax(ops.concatenate([free_logits, pinned], axis=-1), axis=-1)
