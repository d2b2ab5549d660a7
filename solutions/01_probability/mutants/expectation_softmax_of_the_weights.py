"""
question: expectation
caught_by: values

The probabilities went through a softmax, which flattens them. They sum to 1 already and can be
used as they are.
"""


def expectation(probabilities, values):
    return ops.sum(ops.softmax(probabilities, axis=-1) * values)
