"""
question: categorical_cross_entropy
caught_by: confident and wrong

The probabilities are clipped before the logarithm. That limits the cost: below the limit, a more
confident mistake costs no more, and its gradient is 0. Compute log softmax without taking log 0.
"""


def categorical_cross_entropy(targets, logits):
    probabilities = ops.clip(ops.softmax(logits, axis=-1), keras.backend.epsilon(), 1.0)
    return -ops.mean(ops.sum(targets * ops.log(probabilities), axis=-1))
