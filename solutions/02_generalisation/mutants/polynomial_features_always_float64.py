"""
question: polynomial_features
caught_by: values

The values are right, but float32 became float64: the exponents are of dtype int64. Cast them, or
the result, to the dtype of x.
"""


def polynomial_features(x, degree):
    return x.astype("float64")[:, np.newaxis] ** np.arange(degree + 1)
