"""
question: parameter_count
caught_by: values

The biases are missing: each unit behind the input has one.
"""


def parameter_count(sizes):
    return sum(before * after for before, after in pairwise(sizes))
