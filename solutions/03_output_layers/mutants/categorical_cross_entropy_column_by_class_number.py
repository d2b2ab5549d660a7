"""
question: categorical_cross_entropy
caught_by: values

The targets were used as class numbers: the entries of a one-hot row, 0 and 1, picked the columns
0 and 1. They are weights of the K columns, one for each class.
"""


def categorical_cross_entropy(targets, logits):
    log_probabilities = logits - ops.logsumexp(logits, axis=-1, keepdims=True)
    numbers = ops.cast(targets, "int32")
    picked = ops.take_along_axis(log_probabilities, numbers, axis=-1)
    return -ops.mean(ops.sum(picked, axis=-1))
