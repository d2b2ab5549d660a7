"""
question: parameter_count
caught_by: values

The last layer, which leads to the output, was left out.
"""


def parameter_count(sizes):
    return sum(before * after + after for before, after in pairwise(sizes[:-1]))
