"""
question: conv2d
caught_by: values

The last window is missing along each axis. From the first start to the last there are (n - w) //
s strides, and so one window more than strides.
"""


def conv2d(x, kernel, stride, padding):
    def zeros(size, window):
        last_start = (size - 1) // stride * stride
        missing = max(last_start + window - size, 0)
        return [missing // 2, missing - missing // 2]

    rows, columns = kernel.shape[:2]
    if padding == "same":
        x = ops.pad(x, [[0, 0], zeros(x.shape[1], rows), zeros(x.shape[2], columns), [0, 0]])
    height, width = (x.shape[1] - rows) // stride, (x.shape[2] - columns) // stride
    return sum(
        ops.matmul(
            x[:, a : a + height * stride : stride, b : b + width * stride : stride], kernel[a, b]
        )
        for a, b in np.ndindex(rows, columns)
    )
