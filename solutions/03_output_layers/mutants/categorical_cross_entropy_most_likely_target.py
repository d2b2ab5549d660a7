"""
question: categorical_cross_entropy
caught_by: values

Only the class with the largest target counts here, as if every target were one-hot or a class
number. A target may be any distribution: each class counts with its share.
"""


def categorical_cross_entropy(targets, logits):
    log_probabilities = logits - ops.logsumexp(logits, axis=-1, keepdims=True)
    classes = ops.argmax(targets, axis=-1)
    return -ops.mean(ops.take_along_axis(log_probabilities, classes[:, None], axis=-1))
