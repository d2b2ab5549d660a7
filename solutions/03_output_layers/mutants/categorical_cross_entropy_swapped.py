"""
question: categorical_cross_entropy
caught_by: values

Targets and model have changed places: the logarithm is that of the targets. The expectation is
over the targets, and the logarithm is of what the model says.
"""


def categorical_cross_entropy(targets, logits):
    log_targets = ops.log(targets + 1e-7)
    return -ops.mean(ops.sum(ops.softmax(logits, axis=-1) * log_targets, axis=-1))
