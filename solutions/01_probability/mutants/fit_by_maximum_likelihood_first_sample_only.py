"""
question: fit_by_maximum_likelihood
caught_by: reaches the closed form

Every step looks at one sample only. The cost is the mean over all samples.
"""


def fit_by_maximum_likelihood(x, steps, learning_rate):
    theta = ops.zeros(2, dtype=x.dtype)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            tape.watch(theta)
            mean, log_variance = theta[0], theta[1]
            squared_error = ops.square(x[0] - mean)
            cost = (log_variance + squared_error / ops.exp(log_variance)) / 2
        theta = theta - learning_rate * tape.gradient(cost, theta)
    return theta[0], ops.exp(theta[1])
