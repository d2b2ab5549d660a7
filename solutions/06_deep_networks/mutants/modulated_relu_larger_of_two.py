"""
question: modulated_relu
caught_by: values

This is max(x, αx), which agrees only while α ≤ 1. For α = 2 and x = −1 it gives −1, the larger of
the two, where −2 is right.
"""


def modulated_relu(x, alpha):
    return ops.maximum(x, alpha * x)
