"""
question: conv2d
caught_by: translation equivariance

A number is added that depends on the place of the pixel. What differs from place to place does not
move along with the image: a bias may depend on the filter alone, and this task asks for none.
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
    output = sum(
        ops.matmul(x[:, a : a + height : stride, b : b + width : stride], kernel[a, b])
        for a, b in np.ndindex(rows, columns)
    )
    bias = keras.random.normal(output.shape[1:], stddev=0.1, seed=8)
    return output + ops.cast(bias, x.dtype)
