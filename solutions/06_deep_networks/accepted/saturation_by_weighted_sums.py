"""
question: saturation

Each output with a weight of its own; the weights are divided out again.
"""


def saturation(activation, x):
    weights = tf.reshape(tf.range(1, tf.size(x) + 1), tf.shape(x))
    weights = tf.cast(weights, x.dtype)
    with tf.GradientTape() as tape:
        tape.watch(x)
        total = tf.reduce_sum(weights * tf.cast(activation(x), x.dtype))
    return tape.gradient(total, x, unconnected_gradients=tf.UnconnectedGradients.ZERO) / weights
