"""
question: pinned_softmax
caught_by: values

This is the ordinary softmax of the logits that came in. Class 0 has no logit among them; give it
one.
"""


def pinned_softmax(free_logits):
    return ops.softmax(free_logits, axis=-1)
