"""
question: parameter_count
caught_by: values

All sizes were multiplied with each other, as if every path through the network had a weight of
its own. Layers are added, pairs of neighbours are multiplied.
"""


def parameter_count(sizes):
    product = 1
    for size in sizes:
        product = product * size
    return product + sum(sizes[1:])
