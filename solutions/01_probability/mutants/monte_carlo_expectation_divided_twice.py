"""
question: monte_carlo_expectation
caught_by: one value only

The mean was divided by `num_samples` once more. `ops.mean` divides already.
"""


def monte_carlo_expectation(sample, function, num_samples, seed):
    return ops.mean(function(sample(num_samples, seed))) / num_samples
