"""
question: count_parameters
caught_by: counts

Each layer has got a single bias. b is a vector: each output of the layer has a bias of its own.
"""


def count_parameters(layer_sizes):
    return sum(inputs * outputs + 1 for inputs, outputs in pairwise(layer_sizes))
