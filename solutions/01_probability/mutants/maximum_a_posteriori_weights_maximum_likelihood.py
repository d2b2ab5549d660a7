"""
question: maximum_a_posteriori_weights
caught_by: values

The prior is missing: this is ordinary least squares.
"""


def maximum_a_posteriori_weights(x, y, prior_precision, noise_precision):
    return np.linalg.pinv(np.asarray(x)) @ np.asarray(y)
