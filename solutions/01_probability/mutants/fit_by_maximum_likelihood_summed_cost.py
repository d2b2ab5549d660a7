"""
question: fit_by_maximum_likelihood
caught_by: first steps

The cost was added up over the samples instead of averaged, so that each step is as many times too
long as there are samples. Use the mean.
"""


def fit_by_maximum_likelihood(x, steps, learning_rate):
    theta = ops.zeros(2, dtype=x.dtype)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            tape.watch(theta)
            mean, log_variance = theta[0], theta[1]
            squared_error = ops.sum(ops.square(x - mean))
            cost = (x.shape[0] * log_variance + squared_error / ops.exp(log_variance)) / 2
        theta = theta - learning_rate * tape.gradient(cost, theta)
    return theta[0], ops.exp(theta[1])
