"""
question: parameter_count
caught_by: short networks

A network without layers has no parameters. Here it has as many as its input is wide.
"""


def parameter_count(sizes):
    if len(sizes) == 1:
        return sizes[0]
    return sum(before * after + after for before, after in pairwise(sizes))
