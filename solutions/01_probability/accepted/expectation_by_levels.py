"""
question: expectation

Abel's summation: the distribution function instead of the probabilities. Prizes are sorted, and
each step up counts with the chance to win at least that much.
"""


def expectation(probabilities, values):
    order = ops.argsort(values)
    sorted_values = ops.take(values, order)
    at_least = ops.flip(ops.cumsum(ops.flip(ops.take(probabilities, order))))
    steps = sorted_values[1:] - sorted_values[:-1]
    return sorted_values[0] * at_least[0] + ops.sum(steps * at_least[1:])
