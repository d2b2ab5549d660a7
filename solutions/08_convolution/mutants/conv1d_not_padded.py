"""
question: conv1d
caught_by: values

Nothing is padded, so the output is w − 1 steps shorter than the input. Zeros around the signal keep
its length.
"""


def conv1d(x, kernel):
    window = kernel.shape[0]
    time = x.shape[1] - window + 1
    return sum(ops.matmul(x[:, a : a + time], kernel[a]) for a in range(window))
