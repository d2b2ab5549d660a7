"""
question: parameter_count
caught_by: values

The biases are counted twice.
"""


def parameter_count(sizes):
    return sum(before * after + 2 * after for before, after in pairwise(sizes))
