"""
question: minibatches
caught_by: batches

`batch_size` is taken for the number of batches. It is the number of samples in each of them.
"""


def minibatches(x, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    for chosen in np.array_split(order, batch_size):
        yield x[chosen], y[chosen]
