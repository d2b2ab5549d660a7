"""
question: conv2d

Matrices of zeros and ones choose, for each output row and each place of the window, the image row
that it sees; the same for columns. A row of zeros stands for the padding.
"""


def choose(size, window, stride, padding):
    if padding == "valid":
        outputs, before = (size - window) // stride + 1, 0
    else:
        outputs = math.ceil(size / stride)
        before = max((outputs - 1) * stride + window - size, 0) // 2
    seen = np.arange(outputs)[:, None] * stride + np.arange(window) - before
    return (seen[:, :, None] == np.arange(size)).astype("float64")


def conv2d(x, kernel, stride, padding):
    rows = ops.cast(choose(x.shape[1], kernel.shape[0], stride, padding), x.dtype)
    columns = ops.cast(choose(x.shape[2], kernel.shape[1], stride, padding), x.dtype)
    seen = ops.einsum("iap,npqc->niaqc", rows, x)
    seen = ops.einsum("jbq,niaqc->nijabc", columns, seen)
    return ops.einsum("nijabc,abcf->nijf", seen, kernel)
