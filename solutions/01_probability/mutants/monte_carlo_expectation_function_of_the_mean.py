"""
question: monte_carlo_expectation
caught_by: right on average

The draws were averaged first, and the function applied to their mean. f of the average is not the
average of f, unless f is linear.
"""


def monte_carlo_expectation(sample, function, num_samples, seed):
    draws = sample(num_samples, seed)
    return function(ops.mean(draws, axis=0, keepdims=True))[0]
