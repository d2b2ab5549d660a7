"""
question: conv2d_backward
caught_by: stride

The gradient by the kernel takes pixels that lie side by side. The outputs lie a stride apart: the
weight at (a, b) met every s-th pixel from (a, b) on.
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
        met = padded[:, a : a + height, b : b + width]
        of_kernel[a, b] = np.einsum("nijc,nijf->cf", met, grad_output)
        of_padded[:, rows, columns] += grad_output @ kernel[a, b].T
    of_x = of_padded[:, top : top + x.shape[1], left : left + x.shape[2]]
    return ops.convert_to_tensor(of_x), ops.convert_to_tensor(of_kernel)
