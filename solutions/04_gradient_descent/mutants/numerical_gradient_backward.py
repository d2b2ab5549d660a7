"""
question: numerical_gradient
caught_by: values

The difference goes to the left only, (J(θ) - J(θ - h)) / h. A central difference looks to both
sides.
"""


def numerical_gradient(function, theta, step):
    gradient = np.zeros_like(theta)
    for index in np.ndindex(theta.shape):
        h = step * max(1.0, abs(theta[index]))
        above, below = theta.copy(), theta.copy()
        above[index] += h
        below[index] -= h
        gradient[index] = (function(theta) - function(below)) / h
    return gradient
