"""
question: mlp_gradients
caught_by: values

The rectifier lets a gradient pass where the *gradient* is positive. It has to look at z: a unit
that was on in the forward pass lets every gradient through, positive or negative.
"""


def mlp_gradients(parameters, x, y):
    def backward(inputs, weights, grad):
        grad_weights = ops.matmul(ops.transpose(inputs), grad)
        return ops.matmul(grad, ops.transpose(weights)), grad_weights, ops.sum(grad, axis=0)

    weights_1, bias_1, weights_2, bias_2 = parameters
    z = ops.matmul(x, weights_1) + bias_1
    hidden = ops.maximum(z, 0)
    output = ops.matmul(hidden, weights_2) + bias_2
    grad_output = 2 * (output - y) / x.shape[0]
    grad_hidden, grad_weights_2, grad_bias_2 = backward(hidden, weights_2, grad_output)
    grad_z = ops.where(grad_hidden > 0, grad_hidden, 0)
    _, grad_weights_1, grad_bias_1 = backward(x, weights_1, grad_z)
    return [grad_weights_1, grad_bias_1, grad_weights_2, grad_bias_2]
