"""
question: polynomial_features
caught_by: zero and negative numbers

Powers were computed as exp(j log |x|), which loses the sign of odd powers, and 0 altogether.
"""


def polynomial_features(x, degree):
    with np.errstate(divide="ignore", invalid="ignore"):
        logarithms = np.log(np.abs(x))[:, np.newaxis]
        return np.exp(logarithms * np.arange(degree + 1).astype(x.dtype))
