"""
question: minibatches
caught_by: batches

The samples that do not fill a whole batch are dropped. Yield them too, as a shorter batch.
"""


def minibatches(x, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    for start in range(0, len(x) - batch_size + 1, batch_size):
        chosen = order[start : start + batch_size]
        yield x[chosen], y[chosen]
