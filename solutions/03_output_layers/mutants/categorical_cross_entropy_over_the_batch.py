"""
question: categorical_cross_entropy
caught_by: values

The softmax runs over the batch (axis 0). Each row is one sample, and its classes are what has to
sum to 1.
"""


def categorical_cross_entropy(targets, logits):
    log_probabilities = logits - ops.logsumexp(logits, axis=0, keepdims=True)
    return -ops.mean(ops.sum(targets * log_probabilities, axis=-1))
