"""
question: affine_backward
caught_by: values

The gradient by the weights is the bias's in every row: it does not depend on x. An input of 0
should leave its weights where they are.
"""


def affine_backward(x, weights, grad_output):
    grad_x = ops.matmul(grad_output, ops.transpose(weights))
    grad_weights = ops.sum(grad_output, axis=0) + ops.zeros_like(weights)
    grad_bias = ops.sum(grad_output, axis=0)
    return grad_x, grad_weights, grad_bias
