"""
question: minibatches
caught_by: x and y together

x and y are shuffled in two different orders, so that the labels belong to other samples. One order
for both.
"""


def minibatches(x, y, batch_size, seed):
    random = np.random.default_rng(seed)
    x, y = random.permutation(x), random.permutation(y)
    for start in range(0, len(x), batch_size):
        yield x[start : start + batch_size], y[start : start + batch_size]
