"""
question: conv2d_backward
caught_by: values

In the gradient by x each weight of the window overwrites what the weights before it left. A pixel
met several weights, in several windows: its gradient is the sum over all of them.
"""


def conv2d_backward(x, kernel, grad_output, stride, padding):
    x, kernel, grad_output = (ops.convert_to_numpy(t) for t in (x, kernel, grad_output))

    def zeros(size, window):
        last_start = (size - 1) // stride * stride
        missing = max(last_start + window - size, 0) if padding == "same" else 0
        return [missing // 2, missing - missing // 2]

    top, bottom = zeros(x.shape[1], kernel.shape[0])
    left, right = zeros(x.shape[2], kernel.shape[1])
    padded = np.pad(x, [[0, 0], [top, bottom], [left, right], [0, 0]])
    of_padded, of_kernel = np.zeros_like(padded), np.zeros_like(kernel)
    height, width = grad_output.shape[1:3]
    for a, b in np.ndindex(kernel.shape[:2]):
        rows = slice(a, a + (height - 1) * stride + 1, stride)
        columns = slice(b, b + (width - 1) * stride + 1, stride)
        of_kernel[a, b] = np.einsum("nijc,nijf->cf", padded[:, rows, columns], grad_output)
        of_padded[:, rows, columns] = grad_output @ kernel[a, b].T
    of_x = of_padded[:, top : top + x.shape[1], left : left + x.shape[2]]
    return ops.convert_to_tensor(of_x), ops.convert_to_tensor(of_kernel)
