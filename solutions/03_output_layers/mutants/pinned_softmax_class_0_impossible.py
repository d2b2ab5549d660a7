"""
question: pinned_softmax
caught_by: values

Class 0 has probability 0, and the others share all of it. The pinned logit is 0, not −∞: its
exponential is 1, and takes part in the sum.
"""


def pinned_softmax(free_logits):
    return ops.pad(ops.softmax(free_logits, axis=-1), [[0, 0], [1, 0]])
