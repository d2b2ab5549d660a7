"""
question: minibatches
caught_by: batches

The same seed gives other batches at a second call. Make a generator from `seed` inside of the
function, rather than using one that others have drawn from.
"""

GENERATOR = np.random.default_rng(0)


def minibatches(x, y, batch_size, seed):
    order = GENERATOR.permutation(len(x))
    for start in range(0, len(x), batch_size):
        chosen = order[start : start + batch_size]
        yield x[chosen], y[chosen]
