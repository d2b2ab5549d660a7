"""
question: numerical_gradient
caught_by: values

This is the one-sided difference, (J(θ + h) - J(θ)) / h, whose error is of order h. Evaluate the
function on both sides of theta: then the terms with the second derivative cancel.
"""


def numerical_gradient(function, theta, step):
    gradient = np.zeros_like(theta)
    for index in np.ndindex(theta.shape):
        h = step * max(1.0, abs(theta[index]))
        above, below = theta.copy(), theta.copy()
        above[index] += h
        below[index] -= h
        gradient[index] = (function(above) - function(theta)) / h
    return gradient
