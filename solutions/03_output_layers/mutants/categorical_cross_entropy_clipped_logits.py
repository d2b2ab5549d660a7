"""
question: categorical_cross_entropy
caught_by: values

The logits are taken for probabilities, clipped to lie within 0 and 1. They are any real numbers;
a softmax turns them into probabilities.
"""


def categorical_cross_entropy(targets, logits):
    probabilities = ops.clip(logits, 1e-7, 1 - 1e-7)
    return -ops.mean(ops.sum(targets * ops.log(probabilities), axis=-1))
