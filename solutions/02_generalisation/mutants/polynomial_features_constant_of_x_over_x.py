"""
question: polynomial_features
caught_by: zero and negative numbers

The constant column is x / x, which is NaN at x = 0. The power 0 of every number is 1.
"""


def polynomial_features(x, degree):
    with np.errstate(divide="ignore", invalid="ignore"):
        return x[:, np.newaxis] ** np.arange(1, degree + 2).astype(x.dtype) / x[:, np.newaxis]
