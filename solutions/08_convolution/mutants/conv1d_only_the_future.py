"""
question: conv1d
caught_by: values

All zeros are at the end, so output i sees step i and the steps after it: a runs from 0. The window
should lie around step i, so a starts below 0.
"""


def conv1d(x, kernel):
    window, time = kernel.shape[0], x.shape[1]
    padded = ops.pad(x, [[0, 0], [0, window - 1], [0, 0]])
    return sum(ops.matmul(padded[:, a : a + time], kernel[a]) for a in range(window))
