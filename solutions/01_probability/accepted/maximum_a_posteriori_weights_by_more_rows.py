"""
question: maximum_a_posteriori_weights

Ordinary least squares, the prior as a further row for each weight.
"""


def maximum_a_posteriori_weights(x, y, prior_precision, noise_precision):
    features = x.shape[1]
    prior_rows = math.sqrt(prior_precision) * np.eye(features, dtype=np.asarray(x).dtype)
    rows = np.vstack([math.sqrt(noise_precision) * np.asarray(x), prior_rows])
    targets = np.append(math.sqrt(noise_precision) * np.asarray(y), np.zeros(features, rows.dtype))
    return np.linalg.lstsq(rows, targets, rcond=None)[0]
