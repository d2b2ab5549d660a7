"""
question: minibatches
caught_by: batches

The last batch is filled up with samples that were seen before in this epoch, so that these count
twice. Leave it short.
"""


def minibatches(x, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    for start in range(0, len(x), batch_size):
        chosen = np.resize(np.roll(order, -start), batch_size)
        yield x[chosen], y[chosen]
