"""
question: monte_carlo_expectation
caught_by: every draw counts once

Only half as many draws were made as `num_samples` says. The estimate is right on average, but
scatters √2 times as much as it should.
"""


def monte_carlo_expectation(sample, function, num_samples, seed):
    return ops.mean(function(sample(max(1, num_samples // 2), seed)))
