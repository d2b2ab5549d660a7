"""
question: polynomial_features
caught_by: values

The values are rounded to float32, also where float64 came in. Keep the dtype of x.
"""


def polynomial_features(x, degree):
    return (x[:, np.newaxis] ** np.arange(degree + 1)).astype("float32")
