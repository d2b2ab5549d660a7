"""
question: categorical_cross_entropy
caught_by: confident and wrong

However small the number that is added inside the logarithm, it limits the cost of a confident
mistake, here at 27.6 nats, and takes its gradient away. Compute log softmax without taking log 0.
"""


def categorical_cross_entropy(targets, logits):
    probabilities = ops.softmax(logits, axis=-1)
    return -ops.mean(ops.sum(targets * ops.log(probabilities + 1e-12), axis=-1))
