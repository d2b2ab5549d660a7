"""
question: numerical_gradient
caught_by: values

Everything is twice as large as it should be. The two points lie 2h apart, so 2h is what the
difference has to be divided by.
"""


def numerical_gradient(function, theta, step):
    gradient = np.zeros_like(theta)
    for index in np.ndindex(theta.shape):
        h = step * max(1.0, abs(theta[index]))
        above, below = theta.copy(), theta.copy()
        above[index] += h
        below[index] -= h
        gradient[index] = (function(above) - function(below)) / h
    return gradient
