"""
question: fit_by_maximum_likelihood
caught_by: first steps

The start has the variance e, as the log-variance starts at 1. The standard Gaussian has the
variance 1, whose logarithm is 0.
"""


def fit_by_maximum_likelihood(x, steps, learning_rate):
    theta = ops.cast(ops.arange(2), x.dtype)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            tape.watch(theta)
            mean, log_variance = theta[0], theta[1]
            squared_error = ops.mean(ops.square(x - mean))
            cost = (log_variance + squared_error / ops.exp(log_variance)) / 2
        theta = theta - learning_rate * tape.gradient(cost, theta)
    return theta[0], ops.exp(theta[1])
