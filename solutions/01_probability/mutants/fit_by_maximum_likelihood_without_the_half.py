"""
question: fit_by_maximum_likelihood
caught_by: first steps

The steps are twice as long as they should be: the cost J begins with a factor ½, and so does its
gradient.
"""


def fit_by_maximum_likelihood(x, steps, learning_rate):
    theta = ops.zeros(2, dtype=x.dtype)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            tape.watch(theta)
            squared_error = ops.mean(ops.square(x - theta[0]))
            cost = theta[1] + squared_error / ops.exp(theta[1])
        theta = theta - learning_rate * tape.gradient(cost, theta)
    return theta[0], ops.exp(theta[1])
