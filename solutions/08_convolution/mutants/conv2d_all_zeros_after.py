"""
question: conv2d
caught_by: values

All zeros stand below and on the right. Half of them belong above and on the left, so that the
window is centred.
"""


def conv2d(x, kernel, stride, padding):
    def zeros(size, window):
        last_start = (size - 1) // stride * stride
        missing = max(last_start + window - size, 0)
        return [0, missing]

    rows, columns = kernel.shape[:2]
    if padding == "same":
        x = ops.pad(x, [[0, 0], zeros(x.shape[1], rows), zeros(x.shape[2], columns), [0, 0]])
    height = (x.shape[1] - rows) // stride * stride + 1
    width = (x.shape[2] - columns) // stride * stride + 1
    return sum(
        ops.matmul(x[:, a : a + height : stride, b : b + width : stride], kernel[a, b])
        for a, b in np.ndindex(rows, columns)
    )
