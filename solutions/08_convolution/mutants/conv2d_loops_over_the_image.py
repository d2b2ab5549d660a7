"""
question: conv2d
caught_by: unknown batch size

The loop runs over the places of the image, of which there are many; a window has few. For each
place of the window, one slice with a step holds the pixels of all outputs.
"""


def conv2d(x, kernel, stride, padding):
    def zeros(size, window):
        last_start = (size - 1) // stride * stride
        missing = max(last_start + window - size, 0)
        return [missing // 2, missing - missing // 2]

    rows, columns = kernel.shape[:2]
    if padding == "same":
        x = ops.pad(x, [[0, 0], zeros(x.shape[1], rows), zeros(x.shape[2], columns), [0, 0]])
    height = (x.shape[1] - rows) // stride + 1
    width = (x.shape[2] - columns) // stride + 1
    outputs = []
    for i, j in np.ndindex(height, width):
        top, left = i * stride, j * stride
        seen = x[:, top : top + rows, left : left + columns]
        outputs.append(ops.tensordot(seen, kernel, axes=3))
    return ops.reshape(ops.stack(outputs, axis=1), (-1, height, width, kernel.shape[3]))
