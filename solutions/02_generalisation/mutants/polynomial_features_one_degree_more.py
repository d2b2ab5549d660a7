"""
question: polynomial_features
caught_by: values

There is one power too many. Degree d ends with x to the power of d.
"""


def polynomial_features(x, degree):
    return x[:, np.newaxis] ** np.arange(degree + 2).astype(x.dtype)
