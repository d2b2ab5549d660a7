"""
question: pinned_softmax
caught_by: values

The sum runs over the batch (axis 0). Each row is one sample, and its K classes, along the last
axis, are what has to sum to 1.
"""


def pinned_softmax(free_logits):
    pinned = ops.zeros_like(free_logits[:, :1])
    return ops.softmax(ops.concatenate([pinned, free_logits], axis=1), axis=0)
