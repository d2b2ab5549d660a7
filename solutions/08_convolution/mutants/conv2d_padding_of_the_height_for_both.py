"""
question: conv2d
caught_by: same padding

The zeros that the height needs are put around the width as well. Window and image may be wider
than they are high: work out the padding of each axis from its own sizes.
"""


def conv2d(x, kernel, stride, padding):
    def zeros(size, window):
        last_start = (size - 1) // stride * stride
        missing = max(last_start + window - size, 0)
        return [missing // 2, missing - missing // 2]

    rows, columns = kernel.shape[:2]
    if padding == "same":
        both = zeros(x.shape[1], rows)
        x = ops.pad(x, [[0, 0], both, both, [0, 0]])
    height = (x.shape[1] - rows) // stride * stride + 1
    width = (x.shape[2] - columns) // stride * stride + 1
    return sum(
        ops.matmul(x[:, a : a + height : stride, b : b + width : stride], kernel[a, b])
        for a, b in np.ndindex(rows, columns)
    )
