"""
question: expectation

A dot product.
"""


def expectation(probabilities, values):
    return ops.dot(probabilities, values)
