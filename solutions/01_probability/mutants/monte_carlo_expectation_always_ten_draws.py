"""
question: monte_carlo_expectation
caught_by: error falls as 1/√n

Always ten draws are made, whatever `num_samples` says, and the error stays as it is with ten.
"""


def monte_carlo_expectation(sample, function, num_samples, seed):
    return ops.mean(function(sample(10, seed)))
