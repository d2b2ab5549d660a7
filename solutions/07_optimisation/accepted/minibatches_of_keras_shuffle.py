"""
question: minibatches

Shuffles the indices with keras.random, and gathers tensors.
"""


def minibatches(x, y, batch_size, seed):
    order = keras.random.shuffle(ops.arange(len(x)), seed=seed)
    for start in range(0, len(x), batch_size):
        chosen = order[start : start + batch_size]
        yield ops.take(x, chosen, axis=0), ops.take(y, chosen, axis=0)
