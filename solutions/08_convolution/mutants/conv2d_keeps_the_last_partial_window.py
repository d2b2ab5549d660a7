"""
question: conv2d
caught_by: stride

With "valid" there is one output too many: a window that hangs out over the border has been filled
up with zeros. Only windows that lie inside the image count.
"""


def conv2d(x, kernel, stride, padding):
    if padding == "valid":
        image = x.shape[1:3]
        more = [
            -(size - window) % stride for size, window in zip(image, kernel.shape[:2], strict=True)
        ]
        x = ops.pad(x, [[0, 0], [0, more[0]], [0, more[1]], [0, 0]])

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
