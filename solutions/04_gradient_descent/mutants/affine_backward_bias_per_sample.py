"""
question: affine_backward
caught_by: values

The gradient by the bias still has a row for each sample. There is only one bias: add the rows.
"""


def affine_backward(x, weights, grad_output):
    grad_x = ops.matmul(grad_output, ops.transpose(weights))
    grad_weights = ops.matmul(ops.transpose(x), grad_output)
    grad_bias = grad_output
    return grad_x, grad_weights, grad_bias
