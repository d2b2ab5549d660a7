"""
question: count_parameters
caught_by: counts

The biases of all sizes in the list are counted, the first one's too. The first size is the input
itself: nothing is computed there, so it has no b.
"""


def count_parameters(layer_sizes):
    return sum(inputs * outputs for inputs, outputs in pairwise(layer_sizes)) + sum(layer_sizes)
