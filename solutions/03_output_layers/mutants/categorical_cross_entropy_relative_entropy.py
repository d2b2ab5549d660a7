"""
question: categorical_cross_entropy
caught_by: values

The entropy of the targets has been subtracted. What is left is the divergence of the model from
the targets; the cross-entropy is both together.
"""


def categorical_cross_entropy(targets, logits):
    log_probabilities = logits - ops.logsumexp(logits, axis=-1, keepdims=True)
    log_targets = ops.log(ops.where(targets > 0, targets, 1))
    return ops.mean(ops.sum(targets * (log_targets - log_probabilities), axis=-1))
