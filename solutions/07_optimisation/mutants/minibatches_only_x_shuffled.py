"""
question: minibatches
caught_by: x and y together

x is shuffled and y is not. Choose the rows of both with the same indices.
"""


def minibatches(x, y, batch_size, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    for start in range(0, len(x), batch_size):
        yield x[order[start : start + batch_size]], y[start : start + batch_size]
