"""
question: expectation
caught_by: values

These are the weighted values of the outcomes. An expectation is one number: add them up.
"""


def expectation(probabilities, values):
    return probabilities * values
