"""
question: categorical_cross_entropy
caught_by: values

The largest logit was subtracted within the logarithm of the sum and not from the logit beside it.
Both have to be shifted by the same number, or log softmax is off by it.
"""


def categorical_cross_entropy(targets, logits):
    shifted = logits - ops.max(logits, axis=-1, keepdims=True)
    log_sums = ops.log(ops.sum(ops.exp(shifted), axis=-1, keepdims=True))
    return -ops.mean(ops.sum(targets * (logits - log_sums), axis=-1))
