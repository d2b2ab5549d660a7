"""
question: categorical_cross_entropy
caught_by: values

The logarithm is to base 2. Costs of this course are in nats: the natural logarithm, whose
derivative has no further factor.
"""


def categorical_cross_entropy(targets, logits):
    log_probabilities = logits - ops.logsumexp(logits, axis=-1, keepdims=True)
    return -ops.mean(ops.sum(targets * log_probabilities, axis=-1)) / ops.log(
        ops.cast(2.0, logits.dtype)
    )
