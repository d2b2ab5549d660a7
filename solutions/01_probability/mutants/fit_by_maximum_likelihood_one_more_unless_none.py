"""
question: fit_by_maximum_likelihood
caught_by: first steps

Where one step was asked for, two were made. Is the start counted as a step?
"""


def fit_by_maximum_likelihood(x, steps, learning_rate):
    theta = ops.zeros(2, dtype=x.dtype)
    for _ in range(steps + 1 if steps else 0):
        with tf.GradientTape() as tape:
            tape.watch(theta)
            squared_error = ops.mean(ops.square(x - theta[0]))
            cost = (theta[1] + squared_error / ops.exp(theta[1])) / 2
        theta = theta - learning_rate * tape.gradient(cost, theta)
    return theta[0], ops.exp(theta[1])
