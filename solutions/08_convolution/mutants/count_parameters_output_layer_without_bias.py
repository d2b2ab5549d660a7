"""
question: count_parameters
caught_by: counts

The last layer has got no bias. It computes g(Mx + b) like the others.
"""


def count_parameters(layer_sizes):
    matrices = sum(inputs * outputs for inputs, outputs in pairwise(layer_sizes))
    return matrices + sum(layer_sizes[1:-1])
