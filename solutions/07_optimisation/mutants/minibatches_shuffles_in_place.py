"""
question: minibatches
caught_by: batches

The caller's own x and y are shuffled, so that they are changed for everybody who uses them later.
Shuffle row numbers, and leave the data where they are.
"""


def minibatches(x, y, batch_size, seed):
    np.random.default_rng(seed).shuffle(x)
    np.random.default_rng(seed).shuffle(y)
    for start in range(0, len(x), batch_size):
        yield x[start : start + batch_size], y[start : start + batch_size]
