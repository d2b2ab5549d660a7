"""
question: categorical_cross_entropy
caught_by: values

The sign is missing. Logarithms of probabilities are negative, and the cost has to become smaller
as the model becomes better.
"""


def categorical_cross_entropy(targets, logits):
    log_probabilities = logits - ops.logsumexp(logits, axis=-1, keepdims=True)
    return ops.mean(ops.sum(targets * log_probabilities, axis=-1))
