"""
question: saturation
caught_by: steps and constants

The slope is taken from the values a little to the left and to the right. Close to a corner or a
step these lie on either side of it. Automatic differentiation asks at x itself.
"""


def saturation(activation, x):
    step = 1e-5
    exact = ops.cast(x, "float64")
    return ops.cast((activation(exact + step) - activation(exact - step)) / (2 * step), x.dtype)
