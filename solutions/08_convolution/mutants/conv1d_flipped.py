"""
question: conv1d
caught_by: values

The kernel is flipped: its first element meets the latest step of the window. That is the
convolution of mathematics, with x[i − a]; here, as in Keras, the first element meets the earliest
step.
"""


def conv1d(x, kernel):
    window, time = kernel.shape[0], x.shape[1]
    before = (window - 1) // 2
    padded = ops.pad(x, [[0, 0], [before, window - 1 - before], [0, 0]])
    return sum(ops.matmul(padded[:, a : a + time], kernel[window - 1 - a]) for a in range(window))
