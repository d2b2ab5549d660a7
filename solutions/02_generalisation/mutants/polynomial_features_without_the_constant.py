"""
question: polynomial_features
caught_by: values

The column of ones is missing, so that every function of the family is 0 at x = 0. Begin with the
power 0.
"""


def polynomial_features(x, degree):
    return x[:, np.newaxis] ** np.arange(1, degree + 1).astype(x.dtype)
