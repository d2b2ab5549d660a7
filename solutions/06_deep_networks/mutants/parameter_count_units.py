"""
question: parameter_count
caught_by: values

These are the units behind the input. Each of them has a weight for every unit below, and a bias.
"""


def parameter_count(sizes):
    return sum(sizes[1:])
