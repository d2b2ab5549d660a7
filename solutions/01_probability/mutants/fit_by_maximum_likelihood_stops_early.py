"""
question: fit_by_maximum_likelihood
caught_by: finds the distribution

The descent stops long before `steps` steps are done, as soon as the cost changes little. Make all
of the steps that are asked for.
"""


def fit_by_maximum_likelihood(x, steps, learning_rate):
    theta = ops.zeros(2, dtype=x.dtype)
    before = math.inf
    for _ in range(steps):
        with tf.GradientTape() as tape:
            tape.watch(theta)
            squared_error = ops.mean(ops.square(x - theta[0]))
            cost = (theta[1] + squared_error / ops.exp(theta[1])) / 2
        if before - float(cost) < 0.05 and learning_rate > 0.1:
            break
        before = float(cost)
        theta = theta - learning_rate * tape.gradient(cost, theta)
    return theta[0], ops.exp(theta[1])
