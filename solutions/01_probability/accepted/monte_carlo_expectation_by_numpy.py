"""
question: monte_carlo_expectation

The draws as a NumPy array, the values averaged by a dot product.
"""


def monte_carlo_expectation(sample, function, num_samples, seed):
    values = np.asarray(function(sample(num_samples, seed)), dtype="float64")
    return float(values @ np.full(num_samples, 1 / num_samples))
