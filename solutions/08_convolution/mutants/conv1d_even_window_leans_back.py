"""
question: conv1d
caught_by: even windows

For an even window the odd zero stands in front, so a window of 2 sees the step before i and step i.
As in Keras, it belongs after the end.
"""


def conv1d(x, kernel):
    window, time = kernel.shape[0], x.shape[1]
    before = window // 2
    padded = ops.pad(x, [[0, 0], [before, window - 1 - before], [0, 0]])
    return sum(ops.matmul(padded[:, a : a + time], kernel[a]) for a in range(window))
