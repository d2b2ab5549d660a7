"""
question: categorical_cross_entropy
caught_by: values

There is one cost for each sample. Take their mean: the cost of a batch is one number.
"""


def categorical_cross_entropy(targets, logits):
    log_probabilities = logits - ops.logsumexp(logits, axis=-1, keepdims=True)
    return -ops.sum(targets * log_probabilities, axis=-1)
