"""
question: numerical_gradient
caught_by: values

The value on the left minus the value on the right: every derivative has the opposite sign.
"""


def numerical_gradient(function, theta, step):
    gradient = np.zeros_like(theta)
    for index in np.ndindex(theta.shape):
        h = step * max(1.0, abs(theta[index]))
        above, below = theta.copy(), theta.copy()
        above[index] += h
        below[index] -= h
        gradient[index] = (function(below) - function(above)) / (2 * h)
    return gradient
