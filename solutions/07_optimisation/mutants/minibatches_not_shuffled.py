"""
question: minibatches
caught_by: a new order each epoch

The samples come in the order of the data. If the data are sorted, so are the batches: shuffle
first.
"""


def minibatches(x, y, batch_size, seed):
    for start in range(0, len(x), batch_size):
        yield x[start : start + batch_size], y[start : start + batch_size]
