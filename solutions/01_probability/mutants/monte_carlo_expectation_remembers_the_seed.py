"""
question: monte_carlo_expectation
caught_by: one value only

An estimate of an earlier call came back, which had the same seed but another function. Average
anew in each call.
"""

ESTIMATES = {}


def monte_carlo_expectation(sample, function, num_samples, seed):
    if (num_samples, seed) not in ESTIMATES:
        ESTIMATES[num_samples, seed] = ops.mean(function(sample(num_samples, seed)))
    return ESTIMATES[num_samples, seed]
