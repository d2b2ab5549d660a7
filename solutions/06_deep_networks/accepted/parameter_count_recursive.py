"""
question: parameter_count

The first layer, and the rest of the network.
"""


def parameter_count(sizes):
    if len(sizes) < 2:
        return 0
    first, second, *others = sizes
    return (first + 1) * second + parameter_count([second, *others])
