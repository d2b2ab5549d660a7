"""
question: pinned_softmax
caught_by: values

Each free logit went through a sigmoid, and class 0 got what was left. That is right for two
classes only: with more, the sigmoids may sum to more than 1.
"""


def pinned_softmax(free_logits):
    probabilities = ops.sigmoid(free_logits)
    rest = 1 - ops.sum(probabilities, axis=-1, keepdims=True)
    return ops.concatenate([rest, probabilities], axis=-1)
