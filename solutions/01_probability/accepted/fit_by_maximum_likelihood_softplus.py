"""
question: fit_by_maximum_likelihood

A softplus keeps the standard deviation positive; Keras's own SGD and variables.
"""


def fit_by_maximum_likelihood(x, steps, learning_rate):
    mean = tf.Variable(ops.zeros((), dtype=x.dtype))
    rho = tf.Variable(ops.cast(math.log(math.e - 1), x.dtype))
    for _ in range(steps):
        with tf.GradientTape() as tape:
            deviation = ops.softplus(rho)
            standardised = (x - mean) / deviation
            cost = ops.log(deviation) + ops.mean(ops.square(standardised)) / 2
        slopes = tape.gradient(cost, [mean, rho])
        for variable, slope in zip([mean, rho], slopes, strict=True):
            variable.assign_sub(learning_rate * slope)
    return mean, ops.square(ops.softplus(rho))
