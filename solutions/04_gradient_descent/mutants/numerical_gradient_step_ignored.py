"""
question: numerical_gradient
caught_by: the step

The result does not depend on `step`: a fixed number is used in its place. Which step is best
depends on the dtype and on the function, so leave the choice to the caller.
"""


def numerical_gradient(function, theta, step):
    gradient = np.zeros_like(theta)
    for index in np.ndindex(theta.shape):
        h = 1e-5 * max(1.0, abs(theta[index]))
        above, below = theta.copy(), theta.copy()
        above[index] += h
        below[index] -= h
        gradient[index] = (function(above) - function(below)) / (2 * h)
    return gradient
