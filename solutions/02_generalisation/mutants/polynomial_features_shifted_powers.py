"""
question: polynomial_features
caught_by: values

The powers run from 1 to degree + 1. They begin with 0, the constant.
"""


def polynomial_features(x, degree):
    return x[:, np.newaxis] ** np.arange(1, degree + 2).astype(x.dtype)
