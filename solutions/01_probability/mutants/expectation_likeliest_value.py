"""
question: expectation
caught_by: values

This is the value of the likeliest outcome. The others happen too, and count with their
probabilities.
"""


def expectation(probabilities, values):
    return ops.take(values, ops.argmax(probabilities))
