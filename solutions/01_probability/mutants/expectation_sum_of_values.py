"""
question: expectation
caught_by: values

The values were added up without their probabilities. What is likely counts more.
"""


def expectation(probabilities, values):
    return ops.sum(values)
