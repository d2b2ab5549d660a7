"""
question: monte_carlo_expectation

A running mean of single draws, each with a seed that a generator makes of the given one.
"""


def monte_carlo_expectation(sample, function, num_samples, seed):
    random = np.random.default_rng(seed)
    mean = 0.0
    for count in range(1, num_samples + 1):
        value = float(function(sample(1, int(random.integers(2**31))))[0])
        mean += (value - mean) / count
    return mean
