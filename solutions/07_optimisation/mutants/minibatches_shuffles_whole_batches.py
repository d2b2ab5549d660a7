"""
question: minibatches
caught_by: unbiased gradient

The batches come in random order, but each of them is a stretch of the data as they stand:
neighbours always go together. Shuffle the samples, then cut.
"""


def minibatches(x, y, batch_size, seed):
    starts = np.arange(0, len(x), batch_size)
    for start in np.random.default_rng(seed).permutation(starts):
        yield x[start : start + batch_size], y[start : start + batch_size]
