"""
question: numerical_gradient
caught_by: values

Entries of theta that have been differentiated stay changed, so that the later derivatives are
taken in another place, and the caller's array is spoilt. Change a copy.
"""


def numerical_gradient(function, theta, step):
    gradient = np.zeros_like(theta)
    for index in np.ndindex(theta.shape):
        h = step * max(1.0, abs(theta[index]))
        theta[index] += h
        above = function(theta)
        theta[index] -= 2 * h
        below = function(theta)
        gradient[index] = (above - below) / (2 * h)
    return gradient
