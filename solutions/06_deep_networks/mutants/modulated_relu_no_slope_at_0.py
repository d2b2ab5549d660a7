"""
question: modulated_relu
caught_by: gradient at 0

At 0 neither half counts, and the slope there is 0. The task asks for the left one, α.
"""


def modulated_relu(x, alpha):
    return ops.relu(x) - alpha * ops.relu(-x)
