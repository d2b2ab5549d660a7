"""
question: monte_carlo_expectation
caught_by: same seed, same estimate

The draws are always made with the same seed, whatever `seed` says, so that all estimates are
equally wrong. Pass `seed` on to `sample`.
"""


def monte_carlo_expectation(sample, function, num_samples, seed):
    return ops.mean(function(sample(num_samples, 0)))
