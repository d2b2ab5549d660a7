"""
question: batch_norm_backward
caught_by: values

The path through the variance counts twice. The 2 of the square is cancelled by the ½ of the root.
"""


def batch_norm_backward(x, gamma, epsilon, grad_output):
    axes = tuple(range(len(x.shape) - 1))
    mean, variance = ops.mean(x, axis=axes), ops.var(x, axis=axes)
    scale = ops.sqrt(variance + epsilon)
    normalised = (x - mean) / scale

    grad_beta = ops.sum(grad_output, axis=axes)
    grad_gamma = ops.sum(grad_output * normalised, axis=axes)

    grad_normalised = gamma * grad_output
    through_mean = ops.mean(grad_normalised, axis=axes)
    through_variance = 2 * normalised * ops.mean(grad_normalised * normalised, axis=axes)
    grad_x = (grad_normalised - through_mean - through_variance) / scale
    return grad_x, grad_gamma, grad_beta
