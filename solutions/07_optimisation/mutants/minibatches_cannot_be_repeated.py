"""
question: minibatches
caught_by: batches

The same seed gives other batches at a second call. Make a generator from `seed` inside of the
function, rather than using one that others have drawn from.
"""


def minibatches(x, y, batch_size, seed):
    order = np.random.default_rng().permutation(len(x))
    for start in range(0, len(x), batch_size):
        chosen = order[start : start + batch_size]
        yield x[chosen], y[chosen]
