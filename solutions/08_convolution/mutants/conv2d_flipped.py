"""
question: conv2d
caught_by: values

The kernel is flipped along both axes: its first element meets the last pixel of the window. Here,
as in Keras, pixel (i + a, j + b) meets the weight at (a, b).
"""


def conv2d(x, kernel, stride, padding):
    kernel = ops.flip(kernel, axis=(0, 1))

    def zeros(size, window):
        last_start = (size - 1) // stride * stride
        missing = max(last_start + window - size, 0)
        return [missing // 2, missing - missing // 2]

    rows, columns = kernel.shape[:2]
    if padding == "same":
        x = ops.pad(x, [[0, 0], zeros(x.shape[1], rows), zeros(x.shape[2], columns), [0, 0]])
    height = (x.shape[1] - rows) // stride * stride + 1
    width = (x.shape[2] - columns) // stride * stride + 1
    return sum(
        ops.matmul(x[:, a : a + height : stride, b : b + width : stride], kernel[a, b])
        for a, b in np.ndindex(rows, columns)
    )
