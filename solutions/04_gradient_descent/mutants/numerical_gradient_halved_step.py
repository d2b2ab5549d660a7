"""
question: numerical_gradient
caught_by: the step

The two points lie h apart, half of it on either side. By the formula they are 2h apart: the
function is evaluated at θ + h and θ - h.
"""


def numerical_gradient(function, theta, step):
    gradient = np.zeros_like(theta)
    for index in np.ndindex(theta.shape):
        h = 0.5 * step * max(1.0, abs(theta[index]))
        above, below = theta.copy(), theta.copy()
        above[index] += h
        below[index] -= h
        gradient[index] = (function(above) - function(below)) / (2 * h)
    return gradient
