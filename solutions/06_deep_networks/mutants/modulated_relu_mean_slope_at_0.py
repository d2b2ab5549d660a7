"""
question: modulated_relu
caught_by: gradient at 0

Your values are right, but the slope at 0 is the mean of both sides, (1 + α) / 2: that of x gives
(1 + α) / 2 everywhere, that of |x| gives 0 there. The task asks for α.
"""


def modulated_relu(x, alpha):
    return (1 + alpha) / 2 * x + (1 - alpha) / 2 * ops.abs(x)
