"""
question: batch_norm_backward
caught_by: values

The gradient by x is 0. That is right for equal gradients from above only; here each output has its
own.
"""


def batch_norm_backward(x, gamma, epsilon, grad_output):
    axes = tuple(range(len(x.shape) - 1))
    mean, variance = ops.mean(x, axis=axes), ops.var(x, axis=axes)
    scale = ops.sqrt(variance + epsilon)
    normalised = (x - mean) / scale

    grad_beta = ops.sum(grad_output, axis=axes)
    grad_gamma = ops.sum(grad_output * normalised, axis=axes)

    grad_x = ops.zeros_like(x)
    return grad_x, grad_gamma, grad_beta
