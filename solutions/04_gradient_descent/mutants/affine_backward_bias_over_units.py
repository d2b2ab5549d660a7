"""
question: affine_backward
caught_by: values

The gradient by the bias is summed over the units, which leaves one number for each sample. The
bias has one number for each unit: sum over the batch.
"""


def affine_backward(x, weights, grad_output):
    grad_x = ops.matmul(grad_output, ops.transpose(weights))
    grad_weights = ops.matmul(ops.transpose(x), grad_output)
    grad_bias = ops.sum(grad_output, axis=1)
    return grad_x, grad_weights, grad_bias
