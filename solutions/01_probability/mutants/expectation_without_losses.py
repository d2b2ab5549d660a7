"""
question: expectation
caught_by: values

Only the positive values were counted. What is lost belongs to the expectation as much as what is
won.
"""


def expectation(probabilities, values):
    return ops.sum(probabilities * ops.maximum(values, 0))
