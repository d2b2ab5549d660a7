"""
question: numerical_gradient
caught_by: entries of all sizes

All entries are moved by the same step. Beside a large entry it is rounded away: 1e12 + 1e-5 is
1e12. Let h grow with the entry.
"""


def numerical_gradient(function, theta, step):
    gradient = np.zeros_like(theta)
    for index in np.ndindex(theta.shape):
        h = step
        above, below = theta.copy(), theta.copy()
        above[index] += h
        below[index] -= h
        gradient[index] = (function(above) - function(below)) / (2 * h)
    return gradient
