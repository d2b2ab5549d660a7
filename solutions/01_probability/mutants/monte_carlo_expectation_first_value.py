"""
question: monte_carlo_expectation
caught_by: error falls as 1/√n

Only the first of the draws is used. The estimate becomes better only if all of them are averaged.
"""


def monte_carlo_expectation(sample, function, num_samples, seed):
    return function(sample(num_samples, seed))[0]
