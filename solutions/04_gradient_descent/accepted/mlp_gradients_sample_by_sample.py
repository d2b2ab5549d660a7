"""
question: mlp_gradients

The gradient of each sample by itself; the mean comes last.
"""


def mlp_gradients(parameters, x, y):
    weights_1, bias_1, weights_2, bias_2 = parameters

    def of_sample(row, target):
        hidden = ops.relu(ops.matmul(row, weights_1) + bias_1)
        error = 2 * (ops.matmul(hidden, weights_2) + bias_2 - target)
        passed = ops.matmul(weights_2, error) * ops.sign(hidden)
        return [ops.outer(row, passed), passed, ops.outer(hidden, error), error]

    samples = [of_sample(row, target) for row, target in zip(x, y, strict=False)]
    return [ops.mean(ops.stack(terms), axis=0) for terms in zip(*samples, strict=False)]
