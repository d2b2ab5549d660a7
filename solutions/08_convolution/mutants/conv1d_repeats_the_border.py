"""
question: conv1d
caught_by: values

The first and the last step are repeated beyond the border. The task asks for zeros there.
"""


def conv1d(x, kernel):
    window, time = kernel.shape[0], x.shape[1]
    before, after = (window - 1) // 2, window // 2
    padded = ops.concatenate([x[:, :1]] * before + [x] + [x[:, -1:]] * after, axis=1)
    return sum(ops.matmul(padded[:, a : a + time], kernel[a]) for a in range(window))
