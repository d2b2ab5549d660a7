"""
question: minibatches
caught_by: batches

If the last batch is full, an empty one follows. Stop where no samples are left.
"""


def minibatches(x, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    for number in range(len(x) // batch_size + 1):
        chosen = order[number * batch_size : (number + 1) * batch_size]
        yield x[chosen], y[chosen]
