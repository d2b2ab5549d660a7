"""
question: parameter_count
caught_by: values

Each layer has as many biases here as it has inputs. A bias is added to an output.
"""


def parameter_count(sizes):
    return sum(before * after + before for before, after in pairwise(sizes))
