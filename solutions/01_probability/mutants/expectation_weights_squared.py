"""
question: expectation
caught_by: values

The probabilities were used twice. Each value is weighted with its probability once.
"""


def expectation(probabilities, values):
    return ops.sum(probabilities * probabilities * values)
