"""
question: categorical_cross_entropy
caught_by: confident and wrong

A small number added inside the logarithm limits the cost: the more wrong an answer is, the less
it matters, and its gradient vanishes. Compute log softmax without ever taking log 0.
"""


def categorical_cross_entropy(targets, logits):
    return -ops.mean(ops.sum(targets * ops.log(ops.softmax(logits, axis=-1) + 1e-7), axis=-1))
