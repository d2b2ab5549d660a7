"""
question: minibatches
caught_by: a new order each epoch

Every epoch has the same order, whatever the seed. The order has to depend on `seed`.
"""


def minibatches(x, y, batch_size, seed):
    order = np.random.default_rng(0).permutation(len(x))
    for start in range(0, len(x), batch_size):
        chosen = order[start : start + batch_size]
        yield x[chosen], y[chosen]
