"""
question: polynomial_features

NumPy's `vander` with ascending powers.
"""


def polynomial_features(x, degree):
    return np.vander(x, degree + 1, increasing=True).astype(x.dtype)
