"""
question: affine_backward
caught_by: values

The gradient by the bias has the shape (1, units). It has to have the bias's own shape,
(units,), or the next step changes the shape of the bias.
"""


def affine_backward(x, weights, grad_output):
    grad_x = ops.matmul(grad_output, ops.transpose(weights))
    grad_weights = ops.matmul(ops.transpose(x), grad_output)
    grad_bias = ops.sum(grad_output, axis=0, keepdims=True)
    return grad_x, grad_weights, grad_bias
