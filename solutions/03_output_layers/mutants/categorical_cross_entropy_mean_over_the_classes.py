"""
question: categorical_cross_entropy
caught_by: values

The mean runs over the classes too, and makes the cost smaller by the number of classes. Sum over
the classes, then take the mean over the samples.
"""


def categorical_cross_entropy(targets, logits):
    log_probabilities = logits - ops.logsumexp(logits, axis=-1, keepdims=True)
    return -ops.mean(targets * log_probabilities)
