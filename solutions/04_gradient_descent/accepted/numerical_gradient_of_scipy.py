"""
question: numerical_gradient

The mean of SciPy's one-sided differences to the right and to the left is the central one.
"""


def numerical_gradient(function, theta, step):
    from scipy.optimize import approx_fprime

    start = theta.ravel().astype("float64")
    steps = step * np.maximum(1, np.abs(start))

    def of_vector(vector):
        return function(vector.reshape(theta.shape).astype(theta.dtype))

    right = approx_fprime(start, of_vector, steps)
    left = approx_fprime(start, of_vector, -steps)
    return ((right + left) / 2).reshape(theta.shape).astype(theta.dtype)
