"""
question: conv1d
caught_by: values

The result is float32 whatever the input was. An array that is made inside the function needs the
dtype of x, or it costs half of the digits.
"""


def conv1d(x, kernel):
    x, kernel = ops.cast(x, "float32"), ops.cast(kernel, "float32")
    window, time = kernel.shape[0], x.shape[1]
    before = (window - 1) // 2
    padded = ops.pad(x, [[0, 0], [before, window - 1 - before], [0, 0]])
    return sum(ops.matmul(padded[:, a : a + time], kernel[a]) for a in range(window))
