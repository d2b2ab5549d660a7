"""
question: affine_backward
caught_by: values

All three gradients are right, but they come in another order. The task asks for those by x, by
the weights, and by the bias.
"""


def affine_backward(x, weights, grad_output):
    grad_x = ops.matmul(grad_output, ops.transpose(weights))
    grad_weights = ops.matmul(ops.transpose(x), grad_output)
    grad_bias = ops.sum(grad_output, axis=0)
    return grad_weights, grad_bias, grad_x
