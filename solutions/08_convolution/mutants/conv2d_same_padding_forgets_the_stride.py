"""
question: conv2d
caught_by: same padding

The image gets the w − 1 zeros that stride 1 needs. At stride 2 and more the last window often needs
fewer, and then all windows stand one pixel too far to the left or above: work out where the last
one ends.
"""


def conv2d(x, kernel, stride, padding):
    def zeros(size, window):
        missing = window - 1
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
