"""
question: fit_by_maximum_likelihood

Keras's Adam instead of plain steps, with the log-variance.
"""


def fit_by_maximum_likelihood(x, steps, learning_rate):
    mean = keras.Variable(0.0, dtype=x.dtype)
    log_variance = keras.Variable(0.0, dtype=x.dtype)
    optimizer = keras.optimizers.Adam(learning_rate)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            squared = ops.square(x - mean) * ops.exp(-log_variance)
            cost = ops.mean(log_variance + squared) / 2
        slopes = tape.gradient(cost, [mean.value, log_variance.value])
        optimizer.apply(slopes, [mean, log_variance])
    return mean.value, ops.exp(log_variance.value)
