"""
question: count_parameters
caught_by: counts

Only the elements of the matrices M are counted. A layer computes g(Mx + b): how many elements has
its b?
"""


def count_parameters(layer_sizes):
    return sum(inputs * outputs for inputs, outputs in pairwise(layer_sizes))
