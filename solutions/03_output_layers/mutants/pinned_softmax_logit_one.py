"""
question: pinned_softmax
caught_by: values

The logit of class 0 is pinned to 1. It is e^z that is 1 for the pinned class, so its logit z
is 0. With two classes this has to be the sigmoid.
"""


def pinned_softmax(free_logits):
    pinned = ops.ones_like(free_logits[:, :1])
    return ops.softmax(ops.concatenate([pinned, free_logits], axis=-1), axis=-1)
