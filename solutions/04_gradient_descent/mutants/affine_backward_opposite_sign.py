"""
question: affine_backward
caught_by: values

All signs are reversed. A gradient points uphill; the minus belongs to the step of gradient
descent.
"""


def affine_backward(x, weights, grad_output):
    grad_x = ops.matmul(grad_output, ops.transpose(weights))
    grad_weights = ops.matmul(ops.transpose(x), grad_output)
    grad_bias = ops.sum(grad_output, axis=0)
    return -grad_x, -grad_weights, -grad_bias
