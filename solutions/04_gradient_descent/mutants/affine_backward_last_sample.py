"""
question: affine_backward
caught_by: values

Only the last sample is left in the gradients by weights and bias: each sample overwrites what
the others gave. Accumulate with +=.
"""


def affine_backward(x, weights, grad_output):
    grad_x = ops.matmul(grad_output, ops.transpose(weights))
    for n in range(x.shape[0]):
        grad_weights = x[n][:, None] * grad_output[n][None, :]
        grad_bias = grad_output[n]
    return grad_x, grad_weights, grad_bias
