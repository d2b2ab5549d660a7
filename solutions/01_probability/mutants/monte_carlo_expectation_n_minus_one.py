"""
question: monte_carlo_expectation
caught_by: one value only

The sum was divided by n - 1, which belongs to a variance. The mean of n values is their sum
divided by n.
"""


def monte_carlo_expectation(sample, function, num_samples, seed):
    values = function(sample(num_samples, seed))
    return ops.sum(values) / max(num_samples - 1, 1)
