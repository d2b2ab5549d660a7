"""
question: softmax
caught_by: values

Each logit went through a sigmoid of its own, and the results were divided by their sum. They do
sum to 1, but adding a constant to all logits of a row must change nothing, and here it does.
"""


def softmax(logits):
    probabilities = (1 + ops.tanh(logits / 2)) / 2
    return probabilities / ops.sum(probabilities, axis=-1, keepdims=True)
