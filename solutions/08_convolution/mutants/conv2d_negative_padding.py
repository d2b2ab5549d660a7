"""
question: conv2d
caught_by: same padding

The number of missing zeros became negative. Where the stride is longer than the window, the last
window may end inside the image, and then no zeros are added.
"""


def conv2d(x, kernel, stride, padding):
    def zeros(size, window):
        missing = (size - 1) // stride * stride + window - size
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
