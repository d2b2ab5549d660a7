"""
question: monte_carlo_expectation
caught_by: same seed, same estimate

The second call with the same seed gave another estimate. Something that changes from call to call
was mixed into the seed.
"""

CALLS = []


def monte_carlo_expectation(sample, function, num_samples, seed):
    CALLS.append(seed)
    return ops.mean(function(sample(num_samples, seed + len(CALLS))))
