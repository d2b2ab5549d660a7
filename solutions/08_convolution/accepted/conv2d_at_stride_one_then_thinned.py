"""
question: conv2d

Computes every window of the padded image, and keeps every s-th.
"""


def conv2d(x, kernel, stride, padding):
    rows, columns = kernel.shape[:2]
    if padding == "same":
        pads = [[0, 0]]
        for size, window in ((x.shape[1], rows), (x.shape[2], columns)):
            total = max((math.ceil(size / stride) - 1) * stride + window - size, 0)
            pads.append([total // 2, total - total // 2])
        x = ops.pad(x, [*pads, [0, 0]])
    height, width = x.shape[1] - rows + 1, x.shape[2] - columns + 1
    strips = ops.concatenate([x[:, :, b : b + width] for b in range(columns)], axis=-1)
    windows = ops.concatenate([strips[:, a : a + height] for a in range(rows)], axis=-1)
    flat = ops.reshape(kernel, (-1, kernel.shape[-1]))
    return ops.matmul(windows, flat)[:, ::stride, ::stride]
