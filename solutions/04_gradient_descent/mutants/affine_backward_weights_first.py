"""
question: affine_backward
caught_by: values

The gradient by the weights comes first. The task asks for those by x, by the weights, and by the
bias, in this order.
"""


def affine_backward(x, weights, grad_output):
    grad_x = ops.matmul(grad_output, ops.transpose(weights))
    grad_weights = ops.matmul(ops.transpose(x), grad_output)
    return grad_weights, grad_x, ops.sum(grad_output, axis=0)
