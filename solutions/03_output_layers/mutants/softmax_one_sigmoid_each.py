"""
question: softmax
caught_by: values

Each logit went through a sigmoid of its own. Those are answers to separate yes-or-no questions;
classes that exclude each other have to share a probability of 1.
"""


def softmax(logits):
    return (1 + ops.tanh(logits / 2)) / 2
