"""
question: fit_by_maximum_likelihood

The gradient by hand, in NumPy, by the logarithm of the standard deviation.
"""


def fit_by_maximum_likelihood(x, steps, learning_rate):
    samples = np.asarray(x, dtype="float64")
    mean, log_deviation = 0.0, 0.0
    for _ in range(steps):
        precision = np.exp(-2 * log_deviation)
        by_mean = (mean - samples.mean()) * precision
        by_log_deviation = 1 - np.mean((samples - mean) ** 2) * precision
        mean -= learning_rate * by_mean
        log_deviation -= learning_rate * by_log_deviation
    return mean, np.exp(2 * log_deviation)
