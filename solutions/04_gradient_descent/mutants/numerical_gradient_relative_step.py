"""
question: numerical_gradient
caught_by: entries of all sizes

The step is proportional to the entry, so that an entry of 0 is not moved at all, and 0 / 0 is
NaN. Which number keeps h from falling below `step`?
"""


def numerical_gradient(function, theta, step):
    gradient = np.zeros_like(theta)
    for index in np.ndindex(theta.shape):
        h = step * abs(theta[index])
        above, below = theta.copy(), theta.copy()
        above[index] += h
        below[index] -= h
        gradient[index] = (function(above) - function(below)) / (2 * h)
    return gradient
