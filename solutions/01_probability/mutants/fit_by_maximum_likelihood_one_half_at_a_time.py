"""
question: fit_by_maximum_likelihood
caught_by: reaches the closed form

Each step saw a part of the samples only, and the last part counts more than the others. Take the
mean over all of them in every step.
"""


def fit_by_maximum_likelihood(x, steps, learning_rate):
    theta = ops.zeros(2, dtype=x.dtype)
    for step in range(steps):
        half = x[: len(x) // 2] if step % 2 else x[len(x) // 2 :]
        with tf.GradientTape() as tape:
            tape.watch(theta)
            squared_error = ops.mean(ops.square(half - theta[0]))
            cost = (theta[1] + squared_error / ops.exp(theta[1])) / 2
        theta = theta - learning_rate * tape.gradient(cost, theta)
    return theta[0], ops.exp(theta[1])
