"""
question: parameter_count
caught_by: values

There is one bias for each layer here. Every unit of the layer has its own.
"""


def parameter_count(sizes):
    return sum(before * after + 1 for before, after in pairwise(sizes))
