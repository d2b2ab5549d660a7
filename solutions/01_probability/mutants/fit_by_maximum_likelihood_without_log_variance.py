"""
question: fit_by_maximum_likelihood
caught_by: reaches the closed form

The term log σ² is missing in the cost. Then a larger variance makes every error cheaper at no
price, and it grows for ever.
"""


def fit_by_maximum_likelihood(x, steps, learning_rate):
    theta = ops.zeros(2, dtype=x.dtype)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            tape.watch(theta)
            mean, log_variance = theta[0], theta[1]
            squared_error = ops.mean(ops.square(x - mean))
            cost = squared_error / ops.exp(log_variance) / 2
        theta = theta - learning_rate * tape.gradient(cost, theta)
    return theta[0], ops.exp(theta[1])
