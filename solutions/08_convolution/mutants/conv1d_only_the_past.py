"""
question: conv1d
caught_by: values

All zeros are in front, so output i sees step i and the steps before it. Its window should lie
around step i, with as much before it as after it.
"""


def conv1d(x, kernel):
    window, time = kernel.shape[0], x.shape[1]
    padded = ops.pad(x, [[0, 0], [window - 1, 0], [0, 0]])
    return sum(ops.matmul(padded[:, a : a + time], kernel[a]) for a in range(window))
