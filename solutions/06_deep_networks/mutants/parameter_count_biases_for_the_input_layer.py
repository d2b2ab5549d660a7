"""
question: parameter_count
caught_by: values

The units of the input have been given biases too. The input is not computed, so it has no
parameters.
"""


def parameter_count(sizes):
    weights = sum(before * after for before, after in pairwise(sizes))
    return weights + sum(sizes)
