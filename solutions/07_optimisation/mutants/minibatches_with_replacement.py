"""
question: minibatches
caught_by: every sample once

The samples are drawn with replacement, so that in an epoch some come twice and others never.
Shuffle all of them and cut.
"""


def minibatches(x, y, batch_size, seed):
    order = np.random.default_rng(seed).integers(len(x), size=len(x))
    for start in range(0, len(x), batch_size):
        chosen = order[start : start + batch_size]
        yield x[chosen], y[chosen]
