"""
question: minibatches
caught_by: batches

The batches never end: after the first epoch another one begins. A call gives one epoch, and the
caller asks for the next.
"""


def minibatches(x, y, batch_size, seed):
    random = np.random.default_rng(seed)
    while True:
        order = random.permutation(len(x))
        for start in range(0, len(x), batch_size):
            chosen = order[start : start + batch_size]
            yield x[chosen], y[chosen]
