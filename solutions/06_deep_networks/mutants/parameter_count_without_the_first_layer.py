"""
question: parameter_count
caught_by: values

The first layer, which leads from the input, was left out.
"""


def parameter_count(sizes):
    return sum(before * after + after for before, after in pairwise(sizes[1:]))
