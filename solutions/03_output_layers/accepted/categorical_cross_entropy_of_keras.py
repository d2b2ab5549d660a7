"""
question: categorical_cross_entropy

Keras's own operation, for each sample, and the mean of what it gives.
"""


def categorical_cross_entropy(targets, logits):
    return ops.mean(ops.categorical_crossentropy(targets, logits, from_logits=True))
