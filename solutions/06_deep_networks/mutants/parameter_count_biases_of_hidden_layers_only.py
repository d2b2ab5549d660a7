"""
question: parameter_count
caught_by: values

The output units have no biases here. The output layer has the same form as the hidden ones.
"""


def parameter_count(sizes):
    weights = sum(before * after for before, after in pairwise(sizes))
    return weights + sum(sizes[1:-1])
