"""
question: conv1d

Gathers the window of each step into one long vector, and multiplies by one matrix.
"""


def conv1d(x, kernel):
    window, channels, filters = kernel.shape
    time = x.shape[1]
    before = (window - 1) // 2
    padded = ops.pad(x, [[0, 0], [before, window - 1 - before], [0, 0]])
    windows = ops.take(padded, np.arange(time)[:, None] + np.arange(window), axis=1)
    columns = ops.reshape(windows, (-1, time, window * channels))
    return ops.matmul(columns, ops.reshape(kernel, (window * channels, filters)))
