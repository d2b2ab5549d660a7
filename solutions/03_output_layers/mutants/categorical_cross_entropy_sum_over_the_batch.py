"""
question: categorical_cross_entropy
caught_by: values

The costs of the samples are summed. Their mean was asked for, so that the cost, and with it the
length of a training step, does not grow with the batch.
"""


def categorical_cross_entropy(targets, logits):
    log_probabilities = logits - ops.logsumexp(logits, axis=-1, keepdims=True)
    return -ops.sum(targets * log_probabilities)
