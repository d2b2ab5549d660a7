"""
question: batch_norm_backward

Walks back through every step of the forward pass, with a gradient for each intermediate result;
channels come first, in NumPy.
"""


def batch_norm_backward(x, gamma, epsilon, grad_output):
    shape = x.shape
    x = np.reshape(x, (-1, shape[-1])).T
    grad = np.reshape(grad_output, (-1, shape[-1])).T
    gamma = np.array(gamma)[:, None]
    count = x.shape[1]
    mean = x.mean(axis=1, keepdims=True)
    centred = x - mean
    variance = (centred**2).mean(axis=1, keepdims=True)
    root = np.sqrt(variance + x.dtype.type(epsilon))
    normalised = centred / root

    grad_normalised = grad * gamma
    grad_centred = grad_normalised / root
    grad_root = -(grad_normalised * centred).sum(axis=1, keepdims=True) / root**2
    grad_variance = grad_root / (2 * root)
    grad_centred = grad_centred + grad_variance * 2 * centred / count
    grad_mean = -grad_centred.sum(axis=1, keepdims=True)
    grad_x = grad_centred + grad_mean / count
    return (
        grad_x.T.reshape(shape),
        (grad * normalised).sum(axis=1),
        grad.sum(axis=1),
    )
