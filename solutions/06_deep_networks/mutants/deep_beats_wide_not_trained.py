"""
question: deep_beats_wide
caught_by: error on unseen points

The network is returned as it was made, untrained.
"""


def deep_beats_wide(x, y, budget):
    width = 1
    while parameter_count([x.shape[1], *[width + 1] * 3, 1]) <= budget:
        width += 1
    return feedforward(x.shape[1], [width] * 3, 1, "relu")
