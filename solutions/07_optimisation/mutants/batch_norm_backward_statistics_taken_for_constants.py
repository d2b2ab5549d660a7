"""
question: batch_norm_backward
caught_by: values

Only the direct path from x is there. Mean and variance are made of x too: two more paths lead back
through them.
"""


def batch_norm_backward(x, gamma, epsilon, grad_output):
    axes = tuple(range(len(x.shape) - 1))
    mean, variance = ops.mean(x, axis=axes), ops.var(x, axis=axes)
    scale = ops.sqrt(variance + epsilon)
    normalised = (x - mean) / scale

    grad_beta = ops.sum(grad_output, axis=axes)
    grad_gamma = ops.sum(grad_output * normalised, axis=axes)

    grad_normalised = gamma * grad_output
    grad_x = grad_normalised / scale
    return grad_x, grad_gamma, grad_beta
