"""
question: pinned_softmax
caught_by: values

Class 0 has probability 1, and the others share another 1. What is pinned is a logit, before the
softmax; the probability of class 0 depends on the free logits like every other.
"""


def pinned_softmax(free_logits):
    ones = ops.ones_like(free_logits[:, :1])
    return ops.concatenate([ones, ops.softmax(free_logits, axis=-1)], axis=-1)
