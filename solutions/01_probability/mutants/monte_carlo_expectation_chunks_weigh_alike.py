"""
question: monte_carlo_expectation
caught_by: every draw counts once

The draws were made in chunks, and the mean of the chunks' means was taken. If the last chunk is
smaller than the others, each of its draws counts more than theirs: add up, and divide once.
"""


def monte_carlo_expectation(sample, function, num_samples, seed):
    means = []
    for start in range(0, num_samples, 100):
        size = min(100, num_samples - start)
        means.append(ops.mean(function(sample(size, 1_000_003 * seed + start))))
    return ops.mean(ops.stack(means))
