"""
question: categorical_cross_entropy
caught_by: values

The logits are taken for probabilities, and the softmax is missing. The logarithm of a negative
logit does not exist.
"""


def categorical_cross_entropy(targets, logits):
    return -ops.mean(ops.sum(targets * ops.log(logits), axis=-1))
