"""
question: fit_by_maximum_likelihood
caught_by: the variance stays positive

The steps were made in the variance itself. Nothing keeps it positive, and near 0 its gradient is
so large that one step leads far away. Walk in a number that may have any value, such as log σ².
"""


def fit_by_maximum_likelihood(x, steps, learning_rate):
    theta = ops.cast(ops.arange(2), x.dtype)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            tape.watch(theta)
            mean, log_variance = theta[0], theta[1]
            squared_error = ops.mean(ops.square(x - mean))
            cost = (ops.log(log_variance) + squared_error / log_variance) / 2
        theta = theta - learning_rate * tape.gradient(cost, theta)
    return theta[0], theta[1]
