"""
question: batch_norm_backward
caught_by: values

The sums over samples and pixels are divided by the number of samples alone. A channel of an image
has samples times pixels numbers, and the mean is over all of them.
"""


def batch_norm_backward(x, gamma, epsilon, grad_output):
    axes = tuple(range(len(x.shape) - 1))
    mean, variance = ops.mean(x, axis=axes), ops.var(x, axis=axes)
    scale = ops.sqrt(variance + epsilon)
    normalised = (x - mean) / scale

    grad_beta = ops.sum(grad_output, axis=axes)
    grad_gamma = ops.sum(grad_output * normalised, axis=axes)

    grad_normalised = gamma * grad_output
    num_samples = x.shape[0]
    through_mean = ops.sum(grad_normalised, axis=axes) / num_samples
    through_variance = ops.sum(grad_normalised * normalised, axis=axes)
    through_variance = normalised * through_variance / num_samples
    grad_x = (grad_normalised - through_mean - through_variance) / scale
    return grad_x, grad_gamma, grad_beta
