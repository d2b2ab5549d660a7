"""
question: expectation
caught_by: values

This is the plain average: all outcomes count alike. Each value has to be weighted with the
probability of its outcome.
"""


def expectation(probabilities, values):
    return ops.mean(values)
