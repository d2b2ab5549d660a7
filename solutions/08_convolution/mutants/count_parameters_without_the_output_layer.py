"""
question: count_parameters
caught_by: counts

The last layer is missing. A list of N + 1 sizes describes N layers, and the output layer has
parameters like every other.
"""


def count_parameters(layer_sizes):
    return sum((inputs + 1) * outputs for inputs, outputs in pairwise(layer_sizes[:-1]))
