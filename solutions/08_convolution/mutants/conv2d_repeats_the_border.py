"""
question: conv2d
caught_by: values

The pixels at the border are mirrored beyond it. The task asks for zeros there.
"""


def conv2d(x, kernel, stride, padding):
    def zeros(size, window):
        last_start = (size - 1) // stride * stride
        missing = max(last_start + window - size, 0)
        return [missing // 2, missing - missing // 2]

    rows, columns = kernel.shape[:2]
    if padding == "same":
        x = ops.pad(
            x,
            [[0, 0], zeros(x.shape[1], rows), zeros(x.shape[2], columns), [0, 0]],
            mode="symmetric",
        )
    height = (x.shape[1] - rows) // stride * stride + 1
    width = (x.shape[2] - columns) // stride * stride + 1
    return sum(
        ops.matmul(x[:, a : a + height : stride, b : b + width : stride], kernel[a, b])
        for a, b in np.ndindex(rows, columns)
    )
