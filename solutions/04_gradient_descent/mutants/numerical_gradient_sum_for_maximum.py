"""
question: numerical_gradient
caught_by: the step

The step is step · (1 + |θ|). The task asks for step · max(1, |θ|), which is never more than the
larger of the two.
"""


def numerical_gradient(function, theta, step):
    gradient = np.zeros_like(theta)
    for index in np.ndindex(theta.shape):
        h = step * (1.0 + abs(theta[index]))
        above, below = theta.copy(), theta.copy()
        above[index] += h
        below[index] -= h
        gradient[index] = (function(above) - function(below)) / (2 * h)
    return gradient
