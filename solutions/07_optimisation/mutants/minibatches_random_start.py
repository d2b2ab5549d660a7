"""
question: minibatches
caught_by: unbiased gradient

The epoch begins at a random sample and goes round in the order of the data, so that neighbours
stay together. All the samples have to be shuffled.
"""


def minibatches(x, y, batch_size, seed):
    order = np.roll(np.arange(len(x)), np.random.default_rng(seed).integers(len(x)))
    for start in range(0, len(x), batch_size):
        chosen = order[start : start + batch_size]
        yield x[chosen], y[chosen]
