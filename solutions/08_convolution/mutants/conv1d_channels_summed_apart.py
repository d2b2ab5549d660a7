"""
question: conv1d
caught_by: values

The input channels have been added up before they met their weights, and the weights too. A sum of
products is not the product of the sums: each channel has weights of its own.
"""


def conv1d(x, kernel):
    window, time = kernel.shape[0], x.shape[1]
    before = (window - 1) // 2
    padded = ops.pad(x, [[0, 0], [before, window - 1 - before], [0, 0]])
    one = ops.sum(padded, axis=-1, keepdims=True)
    return sum(one[:, a : a + time] * ops.sum(kernel[a], axis=0) for a in range(window))
