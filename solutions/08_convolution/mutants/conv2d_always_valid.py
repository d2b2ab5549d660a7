"""
question: conv2d
caught_by: values

Nothing is padded, although the padding is "same". It asks for ⌈n/s⌉ outputs along an axis of n
pixels.
"""


def conv2d(x, kernel, stride, padding):
    rows, columns = kernel.shape[:2]
    height = (x.shape[1] - rows) // stride * stride + 1
    width = (x.shape[2] - columns) // stride * stride + 1
    return sum(
        ops.matmul(x[:, a : a + height : stride, b : b + width : stride], kernel[a, b])
        for a, b in np.ndindex(rows, columns)
    )
