"""
question: polynomial_features
caught_by: values

The columns are in descending order. Column j holds the power j.
"""


def polynomial_features(x, degree):
    return x[:, np.newaxis] ** np.arange(degree, -1, -1).astype(x.dtype)
