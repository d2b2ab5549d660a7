"""
question: numerical_gradient
caught_by: values

The gradient is float64 whatever theta is. Make it of theta's dtype, with `np.zeros_like` for
instance, or a later step of gradient descent changes the dtype of the parameters.
"""


def numerical_gradient(function, theta, step):
    gradient = np.zeros(theta.shape)
    for index in np.ndindex(theta.shape):
        h = step * max(1.0, abs(theta[index]))
        above, below = theta.copy(), theta.copy()
        above[index] += h
        below[index] -= h
        gradient[index] = (function(above) - function(below)) / (2 * h)
    return gradient
