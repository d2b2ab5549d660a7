"""
question: monte_carlo_expectation
caught_by: same seed, same estimate

The two arguments of `sample` have changed places: as many draws as the seed says, from the seed
`num_samples`. First the number of draws, then the seed.
"""


def monte_carlo_expectation(sample, function, num_samples, seed):
    return ops.mean(function(sample(seed % 1000 + 1, num_samples)))
