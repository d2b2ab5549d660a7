"""
question: numerical_gradient
caught_by: values

The derivatives are right, but in one long row. The gradient has the shape of theta, as each
entry belongs to one of theta's.
"""


def numerical_gradient(function, theta, step):
    gradient = np.zeros_like(theta)
    for index in np.ndindex(theta.shape):
        h = step * max(1.0, abs(theta[index]))
        above, below = theta.copy(), theta.copy()
        above[index] += h
        below[index] -= h
        gradient[index] = (function(above) - function(below)) / (2 * h)
    return gradient.reshape(-1)
