"""
question: maximum_a_posteriori_weights

Bayes' rule sample by sample: the posterior covariance after each is the prior's for the next.
"""


def maximum_a_posteriori_weights(x, y, prior_precision, noise_precision):
    rows, targets = np.asarray(x, "float64"), np.asarray(y, "float64")
    weights = np.zeros(rows.shape[1])
    covariance = np.eye(rows.shape[1]) / prior_precision
    for row, target in zip(rows, targets, strict=True):
        direction = covariance @ row
        gain = direction / (row @ direction + 1 / noise_precision)
        weights = weights + gain * (target - row @ weights)
        covariance = covariance - np.outer(gain, direction)
    return weights.astype(np.asarray(x).dtype)
