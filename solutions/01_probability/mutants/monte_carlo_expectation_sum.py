"""
question: monte_carlo_expectation
caught_by: one value only

The values were added up. An estimate of an expectation is their mean: divide by the number of
draws.
"""


def monte_carlo_expectation(sample, function, num_samples, seed):
    return ops.sum(function(sample(num_samples, seed)))
