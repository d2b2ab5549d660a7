"""
question: softmax
caught_by: no overflow

The logits are clipped, so that all that lie beyond the limit look alike. Subtracting the largest
logit of the row prevents the overflow and changes nothing else.
"""


def softmax(logits):
    exponentials = ops.exp(ops.clip(logits, -80.0, 80.0))
    return exponentials / ops.sum(exponentials, axis=-1, keepdims=True)
