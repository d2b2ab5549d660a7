"""
question: expectation
caught_by: values

The weighted values were averaged, which divides by the number of outcomes. The probabilities sum
to 1, so the division is in them already: use the sum.
"""


def expectation(probabilities, values):
    return ops.mean(probabilities * values)
