"""
question: maximum_a_posteriori_weights
caught_by: values

The least squares weights were fitted first and then made smaller, all by the same factor. The
prior pulls most where the data say least.
"""


def maximum_a_posteriori_weights(x, y, prior_precision, noise_precision):
    least_squares = np.linalg.pinv(np.asarray(x)) @ np.asarray(y)
    return least_squares * np.asarray(x).dtype.type(
        noise_precision / (noise_precision + prior_precision)
    )
