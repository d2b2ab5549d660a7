"""
question: monte_carlo_expectation

Several smaller samples with seeds of their own, added up.
"""


def monte_carlo_expectation(sample, function, num_samples, seed):
    total, drawn = 0.0, 0
    while drawn < num_samples:
        size = min(10, num_samples - drawn)
        total += float(ops.sum(function(sample(size, seed + drawn))))
        drawn += size
    return total / num_samples
