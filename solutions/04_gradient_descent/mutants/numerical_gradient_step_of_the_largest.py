"""
question: numerical_gradient
caught_by: entries of all sizes

One step for all entries, taken from the largest of them. For the small entries it is far too
long. Each entry needs a step of its own.
"""


def numerical_gradient(function, theta, step):
    gradient = np.zeros_like(theta)
    for index in np.ndindex(theta.shape):
        h = step * max(1.0, np.max(np.abs(theta)))
        above, below = theta.copy(), theta.copy()
        above[index] += h
        below[index] -= h
        gradient[index] = (function(above) - function(below)) / (2 * h)
    return gradient
