"""
question: monte_carlo_expectation
caught_by: one value only

The draws themselves were averaged. What is asked for is the average of `function` of the draws.
"""


def monte_carlo_expectation(sample, function, num_samples, seed):
    return ops.mean(sample(num_samples, seed))
