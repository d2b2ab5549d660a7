"""
question: categorical_cross_entropy
caught_by: confident and wrong

A probability that is too small for floating point is 0, and its logarithm is -inf. Simplify
log(e^z / Σ e^z) on paper first: no division is left, and nothing to underflow.
"""


def categorical_cross_entropy(targets, logits):
    return -ops.mean(ops.sum(targets * ops.log(ops.softmax(logits, axis=-1)), axis=-1))
