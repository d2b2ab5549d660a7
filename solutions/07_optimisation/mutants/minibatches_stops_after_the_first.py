"""
question: minibatches
caught_by: batches

There is a single batch in the epoch. Go on until every sample has been seen.
"""


def minibatches(x, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    chosen = order[:batch_size]
    yield x[chosen], y[chosen]
