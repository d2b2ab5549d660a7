"""
question: categorical_cross_entropy
caught_by: values

The logits went through softmax twice, as happens when a model that ends in softmax is trained
with a cost that expects logits. The cost can then never come near 0.
"""


def categorical_cross_entropy(targets, logits):
    logits = ops.softmax(logits, axis=-1)
    log_probabilities = logits - ops.logsumexp(logits, axis=-1, keepdims=True)
    return -ops.mean(ops.sum(targets * log_probabilities, axis=-1))
