"""
question: conv2d
caught_by: gradient

The values are right, but they were computed in NumPy, which leaves no trace for automatic
differentiation: the gradient is None. Stay with `keras.ops` from the input to the result.
"""


def conv2d(x, kernel, stride, padding):
    x, kernel = ops.convert_to_numpy(x), ops.convert_to_numpy(kernel)

    def zeros(size, window):
        last_start = (size - 1) // stride * stride
        missing = max(last_start + window - size, 0)
        return [missing // 2, missing - missing // 2]

    rows, columns = kernel.shape[:2]
    if padding == "same":
        x = np.pad(x, [[0, 0], zeros(x.shape[1], rows), zeros(x.shape[2], columns), [0, 0]])
    height = (x.shape[1] - rows) // stride * stride + 1
    width = (x.shape[2] - columns) // stride * stride + 1
    return sum(
        np.matmul(x[:, a : a + height : stride, b : b + width : stride], kernel[a, b])
        for a, b in np.ndindex(rows, columns)
    )
