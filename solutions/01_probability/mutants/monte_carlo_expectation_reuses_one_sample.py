"""
question: monte_carlo_expectation
caught_by: error falls as 1/√n

One draw was made and used `num_samples` times. An average of copies is as uncertain as a single
draw: ask `sample` for `num_samples` independent ones.
"""


def monte_carlo_expectation(sample, function, num_samples, seed):
    values = [function(sample(1, seed))[0] for _ in range(num_samples)]
    return ops.mean(ops.stack(values))
