"""
question: polynomial_features
caught_by: values

The columns are multiples of x, 0·x, 1·x, 2·x, …, all of which lie on straight lines. It is powers
that bend.
"""


def polynomial_features(x, degree):
    return x[:, np.newaxis] * np.arange(degree + 1).astype(x.dtype)
