"""
question: minibatches
caught_by: unbiased gradient

All the samples are shuffled but the first one of the data, which opens every epoch. An exchange
of each sample with a random one has to begin at the first.
"""


def minibatches(x, y, batch_size, seed):
    random = np.random.default_rng(seed)
    order = np.arange(len(x))
    for last in range(len(x) - 1, 1, -1):
        other = random.integers(1, last + 1)
        order[[last, other]] = order[[other, last]]
    for start in range(0, len(x), batch_size):
        chosen = order[start : start + batch_size]
        yield x[chosen], y[chosen]
