"""
question: minibatches
caught_by: every sample once

Each batch is drawn from all the samples anew: none comes twice in a batch, but some come twice in
the epoch, and others never.
"""


def minibatches(x, y, batch_size, seed):
    random = np.random.default_rng(seed)
    for start in range(0, len(x), batch_size):
        size = min(batch_size, len(x) - start)
        chosen = random.choice(len(x), size=size, replace=False)
        yield x[chosen], y[chosen]
