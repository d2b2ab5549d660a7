"""
question: sigmoid
caught_by: values

The exponent has the wrong sign: this is σ(-z), the probability of the other answer. A large
positive logit must give a probability near 1.
"""


def sigmoid(logits):
    is_positive = logits >= 0
    decay = ops.exp(ops.where(is_positive, -logits, logits))
    return ops.where(is_positive, decay / (1 + decay), 1 / (1 + decay))
