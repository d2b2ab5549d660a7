"""
question: fit_by_maximum_likelihood
caught_by: reaches the closed form

The logarithm of the standard deviation was taken for that of the variance in the error, but not in
the other term. One number, one meaning: σ² = e^s, or σ² = e^(2s), in all places.
"""


def fit_by_maximum_likelihood(x, steps, learning_rate):
    theta = ops.zeros(2, dtype=x.dtype)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            tape.watch(theta)
            mean, log_variance = theta[0], theta[1]
            squared_error = ops.mean(ops.square(x - mean))
            cost = (log_variance + squared_error / ops.exp(2 * log_variance)) / 2
        theta = theta - learning_rate * tape.gradient(cost, theta)
    return theta[0], ops.exp(theta[1])
