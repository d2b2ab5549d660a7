"""
question: minibatches
caught_by: batches

The epoch is cut into parts of nearly equal size. Every batch has `batch_size` samples, and the
last one has what is left.
"""


def minibatches(x, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    for chosen in np.array_split(order, math.ceil(len(x) / batch_size)):
        yield x[chosen], y[chosen]
