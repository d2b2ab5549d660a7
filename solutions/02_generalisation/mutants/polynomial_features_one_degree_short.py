"""
question: polynomial_features
caught_by: values

The highest power is missing. A polynomial of degree d has d + 1 coefficients, from power 0 to
power d.
"""


def polynomial_features(x, degree):
    return x[:, np.newaxis] ** np.arange(degree).astype(x.dtype)
