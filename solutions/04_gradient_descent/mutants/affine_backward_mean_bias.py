"""
question: affine_backward
caught_by: values

The gradient by the bias is a mean over the batch. The bias is used once for each sample, so its
gradient is the sum of theirs, as it is for the weights.
"""


def affine_backward(x, weights, grad_output):
    grad_x = ops.matmul(grad_output, ops.transpose(weights))
    grad_weights = ops.matmul(ops.transpose(x), grad_output)
    grad_bias = ops.mean(grad_output, axis=0)
    return grad_x, grad_weights, grad_bias
