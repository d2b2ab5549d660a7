"""
question: polynomial_features
caught_by: values

Base and exponent have changed places: these are exponentials, j to the power of x.
"""


def polynomial_features(x, degree):
    return np.arange(degree + 1).astype(x.dtype) ** np.abs(x[:, np.newaxis])
