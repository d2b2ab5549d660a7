"""
question: affine_backward
caught_by: values

The gradient by the weights is transposed. It has to have the shape of the weights, (features,
units); which factor stands on the left?
"""


def affine_backward(x, weights, grad_output):
    grad_x = ops.matmul(grad_output, ops.transpose(weights))
    grad_weights = ops.matmul(ops.transpose(grad_output), x)
    grad_bias = ops.sum(grad_output, axis=0)
    return grad_x, grad_weights, grad_bias
