"""
question: mlp_gradients
caught_by: values

Only the last sample of the batch is left in the gradients. Those of the other samples have been
overwritten where they should have been added up.
"""


def mlp_gradients(parameters, x, y):
    weights_1, bias_1, weights_2, bias_2 = parameters
    for n in range(x.shape[0]):
        z = ops.matmul(x[n], weights_1) + bias_1
        hidden = ops.maximum(z, 0)
        grad_bias_2 = 2 * (ops.matmul(hidden, weights_2) + bias_2 - y[n]) / x.shape[0]
        grad_weights_2 = ops.outer(hidden, grad_bias_2)
        grad_bias_1 = ops.where(z > 0, ops.matmul(weights_2, grad_bias_2), 0)
        grad_weights_1 = ops.outer(x[n], grad_bias_1)
    return [grad_weights_1, grad_bias_1, grad_weights_2, grad_bias_2]
