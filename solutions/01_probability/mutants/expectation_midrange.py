"""
question: expectation
caught_by: values

This lies half-way between the smallest and the largest value. Where the expectation lies depends
on the probabilities.
"""


def expectation(probabilities, values):
    return (ops.min(values) + ops.max(values)) / 2
