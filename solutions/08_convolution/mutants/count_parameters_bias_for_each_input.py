"""
question: count_parameters
caught_by: counts

Each layer has got one bias for each of its inputs. b is added to Mx, so it is as long as the
layer's output.
"""


def count_parameters(layer_sizes):
    return sum(inputs * (outputs + 1) for inputs, outputs in pairwise(layer_sizes))
