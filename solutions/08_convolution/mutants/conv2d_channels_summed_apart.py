"""
question: conv2d
caught_by: values

The input channels have been added up before they met their weights, and the weights too. A sum of
products is not the product of the sums: each channel has weights of its own.
"""


def conv2d(x, kernel, stride, padding):
    def zeros(size, window):
        last_start = (size - 1) // stride * stride
        missing = max(last_start + window - size, 0)
        return [missing // 2, missing - missing // 2]

    rows, columns = kernel.shape[:2]
    if padding == "same":
        x = ops.pad(x, [[0, 0], zeros(x.shape[1], rows), zeros(x.shape[2], columns), [0, 0]])
    height = (x.shape[1] - rows) // stride * stride + 1
    width = (x.shape[2] - columns) // stride * stride + 1
    one = ops.sum(x, axis=-1, keepdims=True)
    weights = ops.sum(kernel, axis=2)
    return sum(
        one[:, a : a + height : stride, b : b + width : stride] * weights[a, b]
        for a, b in np.ndindex(rows, columns)
    )
