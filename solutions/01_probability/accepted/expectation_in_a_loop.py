"""
question: expectation

One outcome after the other.
"""


def expectation(probabilities, values):
    total = ops.zeros((), dtype=values.dtype)
    for index in range(values.shape[0]):
        total = total + probabilities[index] * values[index]
    return total
