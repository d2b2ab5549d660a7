"""
question: minibatches
caught_by: a new order each epoch

The samples are shuffled within each batch only, which holds the same stretch of the data in every
epoch. Shuffle all the samples, then cut.
"""


def minibatches(x, y, batch_size, seed):
    random = np.random.default_rng(seed)
    for start in range(0, len(x), batch_size):
        chosen = start + random.permutation(min(batch_size, len(x) - start))
        yield x[chosen], y[chosen]
