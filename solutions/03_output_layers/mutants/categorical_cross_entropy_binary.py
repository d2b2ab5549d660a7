"""
question: categorical_cross_entropy
caught_by: values

This adds (1 - t) log(1 - p) for each class, the cost of separate yes-or-no questions. For classes
that exclude each other the target's own term is all there is.
"""


def categorical_cross_entropy(targets, logits):
    log_probabilities = logits - ops.logsumexp(logits, axis=-1, keepdims=True)
    log_rest = ops.log1p(-ops.exp(log_probabilities))
    return -ops.mean(ops.sum(targets * log_probabilities + (1 - targets) * log_rest, axis=-1))
