"""
question: polynomial_features
caught_by: values

There is a row for each power. Samples are rows, and features are columns.
"""


def polynomial_features(x, degree):
    return (x[:, np.newaxis] ** np.arange(degree + 1).astype(x.dtype)).T
