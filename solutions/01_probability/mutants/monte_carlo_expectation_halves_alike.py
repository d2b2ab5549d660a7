"""
question: monte_carlo_expectation
caught_by: every draw counts once

The sample was made in two parts with the same seed, so that the second part repeats the first.
Parts need seeds of their own, or make all draws in one call.
"""


def monte_carlo_expectation(sample, function, num_samples, seed):
    parts = num_samples - num_samples // 2, num_samples // 2
    values = [np.asarray(function(sample(size, seed))) for size in parts if size]
    return float(np.mean(np.concatenate(values)))
