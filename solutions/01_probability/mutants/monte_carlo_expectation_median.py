"""
question: monte_carlo_expectation
caught_by: right on average

This is the median of the values. Half of them lie below it, but that does not make it their
average.
"""


def monte_carlo_expectation(sample, function, num_samples, seed):
    return ops.median(function(sample(num_samples, seed)))
