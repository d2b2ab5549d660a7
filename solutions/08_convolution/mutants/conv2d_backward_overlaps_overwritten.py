"""
question: conv2d_backward
caught_by: values

In the gradient by x each window overwrites what its neighbours left. A pixel that several windows
cover gets the sum of their gradients.
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
    for i, j in np.ndindex(grad_output.shape[1:3]):
        rows = slice(i * stride, i * stride + kernel.shape[0])
        columns = slice(j * stride, j * stride + kernel.shape[1])
        here = grad_output[:, i, j]
        of_kernel += np.einsum("nabc,nf->abcf", padded[:, rows, columns], here)
        of_padded[:, rows, columns] = np.einsum("nf,abcf->nabc", here, kernel)
    of_x = of_padded[:, top : top + x.shape[1], left : left + x.shape[2]]
    return ops.convert_to_tensor(of_x), ops.convert_to_tensor(of_kernel)
