"""
question: conv2d_backward

Two convolutions of Keras: the kernel, flipped and with its channels exchanged, over the spread
gradient; and the spread gradient, as a window, over the images, whose samples play the channels.
"""


def conv2d_backward(x, kernel, grad_output, stride, padding):
    pads = [[0, 0]]
    spread = grad_output
    for axis in (1, 2):
        size, window, outputs = x.shape[axis], kernel.shape[axis - 1], grad_output.shape[axis]
        reach = (outputs - 1) * stride + 1
        total = max(reach + window - 1 - size, 0) if padding == "same" else 0
        pads.append([total // 2, total - total // 2])
        comb = np.arange(reach)[:, None] == stride * np.arange(outputs)
        comb = ops.cast(comb, x.dtype)
        spread = ops.moveaxis(ops.tensordot(comb, spread, axes=[[1], [axis]]), 0, axis)
    padded = ops.pad(x, [*pads, [0, 0]])
    left_over = [padded.shape[a] - kernel.shape[a - 1] + 1 - spread.shape[a] for a in (1, 2)]
    spread = ops.pad(spread, [[0, 0], [0, left_over[0]], [0, left_over[1]], [0, 0]])

    def valid(images, weights):
        return ops.conv(images, weights, padding="valid", data_format="channels_last")

    border = [[window - 1, window - 1] for window in kernel.shape[:2]]
    flipped = ops.transpose(ops.flip(kernel, axis=(0, 1)), (0, 1, 3, 2))
    of_padded = valid(ops.pad(spread, [[0, 0], *border, [0, 0]]), flipped)
    of_kernel = valid(ops.transpose(padded, (3, 1, 2, 0)), ops.transpose(spread, (1, 2, 0, 3)))
    (top, _), (left, _) = pads[1:]
    of_x = of_padded[:, top : top + x.shape[1], left : left + x.shape[2]]
    return of_x, ops.transpose(of_kernel, (1, 2, 0, 3))
