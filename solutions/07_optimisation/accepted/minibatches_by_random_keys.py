"""
question: minibatches

Every sample draws a random number, and the samples are sorted by it. A list, not a generator.
"""


def minibatches(x, y, batch_size, seed):
    keys = np.random.RandomState(seed).uniform(size=len(x))
    order = np.argsort(keys)
    cuts = np.arange(batch_size, len(x), batch_size)
    return list(zip(np.split(x[order], cuts), np.split(y[order], cuts), strict=True))
