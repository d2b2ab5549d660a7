"""
question: affine_backward
caught_by: values

The gradients are those of the sum of the outputs: grad_output is not used. By the chain rule
everything is multiplied by it.
"""


def affine_backward(x, weights, grad_output):
    grad_x = ops.matmul(ops.ones_like(grad_output), ops.transpose(weights))
    grad_weights = ops.matmul(ops.transpose(x), ops.ones_like(grad_output))
    grad_bias = ops.sum(ops.ones_like(grad_output), axis=0)
    return grad_x, grad_weights, grad_bias
