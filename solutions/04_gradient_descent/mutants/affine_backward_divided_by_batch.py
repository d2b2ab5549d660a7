"""
question: affine_backward
caught_by: values

The gradients by weights and bias are divided by the batch size. If the cost is a mean, its 1/N
is in grad_output already; here the samples' contributions are only added up.
"""


def affine_backward(x, weights, grad_output):
    grad_x = ops.matmul(grad_output, ops.transpose(weights))
    grad_weights = ops.matmul(ops.transpose(x), grad_output) / x.shape[0]
    grad_bias = ops.mean(grad_output, axis=0)
    return grad_x, grad_weights, grad_bias
