"""
question: conv1d
caught_by: values

Only the first input channel is used. Each filter sums over all input channels.
"""


def conv1d(x, kernel):
    window, time = kernel.shape[0], x.shape[1]
    before = (window - 1) // 2
    padded = ops.pad(x, [[0, 0], [before, window - 1 - before], [0, 0]])
    return sum(padded[:, a : a + time, :1] * kernel[a, 0] for a in range(window))
