"""
question: sigmoid
caught_by: values

This is σ(2z). The sigmoid is a moved and scaled tanh indeed, but of what argument?
"""


def sigmoid(logits):
    return (1 + ops.tanh(logits)) / 2
