"""
question: minibatches

Every sample draws the batch that it belongs to, and stands in it in its old order.
"""


def minibatches(x, y, batch_size, seed):
    slots = np.random.default_rng(seed).permutation(len(x)) // batch_size
    for slot in range(math.ceil(len(x) / batch_size)):
        yield x[slots == slot], y[slots == slot]
