"""
question: count_parameters
caught_by: counts

This is N times (S² + S) with the widest layer's S. O(N S²) says how the number grows; the exact
count needs the two sizes of each matrix.
"""


def count_parameters(layer_sizes):
    widest = max(layer_sizes)
    return (len(layer_sizes) - 1) * (widest**2 + widest)
