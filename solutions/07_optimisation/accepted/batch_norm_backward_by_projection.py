"""
question: batch_norm_backward

The gradient by x is what is left of the gradient when its parts along the constant vector and
along the deviations are taken away, where ε leaves a rest of the second.
"""


def batch_norm_backward(x, gamma, epsilon, grad_output):
    channels = x.shape[-1]
    rows = ops.reshape(x, (-1, channels))
    grads = ops.reshape(grad_output, (-1, channels))
    deviations = rows - ops.mean(rows, axis=0)
    power = ops.mean(deviations**2, axis=0) + epsilon
    centred = grads - ops.mean(grads, axis=0)
    overlap = ops.mean(grads * deviations, axis=0) / power
    grad_x = gamma * (centred - overlap * deviations) * ops.rsqrt(power)
    grad_gamma = ops.einsum("nc,nc->c", grads, deviations) * ops.rsqrt(power)
    return ops.reshape(grad_x, x.shape), grad_gamma, ops.sum(grads, axis=0)
