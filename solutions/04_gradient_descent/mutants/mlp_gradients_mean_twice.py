"""
question: mlp_gradients
caught_by: values

The gradients are divided by N twice. The 1/N of the mean enters once, in the gradient by the
output, and is passed on from there.
"""


def mlp_gradients(parameters, x, y):
    def backward(inputs, weights, grad):
        grad_weights = ops.matmul(ops.transpose(inputs), grad)
        return ops.matmul(grad, ops.transpose(weights)), grad_weights, ops.sum(grad, axis=0)

    weights_1, bias_1, weights_2, bias_2 = parameters
    z = ops.matmul(x, weights_1) + bias_1
    hidden = ops.maximum(z, 0)
    output = ops.matmul(hidden, weights_2) + bias_2
    grad_output = 2 * (output - y) / x.shape[0] / x.shape[0]
    grad_hidden, grad_weights_2, grad_bias_2 = backward(hidden, weights_2, grad_output)
    grad_z = ops.where(z > 0, grad_hidden, 0)
    _, grad_weights_1, grad_bias_1 = backward(x, weights_1, grad_z)
    return [grad_weights_1, grad_bias_1, grad_weights_2, grad_bias_2]
