"""
question: numerical_gradient
caught_by: values

All entries are moved together, which gives one number, the slope along (1, 1, …). A partial
derivative moves one entry and leaves the others where they are.
"""


def numerical_gradient(function, theta, step):
    h = step * np.maximum(1.0, np.abs(theta))
    difference = function(theta + h) - function(theta - h)
    return (difference / (2 * h)).astype(theta.dtype)
