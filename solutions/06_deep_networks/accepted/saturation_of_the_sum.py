"""
question: saturation

The gradient of the sum, in so many words; None is made into zeros by hand.
"""


def saturation(activation, x):
    variable = tf.Variable(x)
    with tf.GradientTape() as tape:
        total = ops.sum(activation(variable.value()))
    slope = tape.gradient(total, variable)
    return tf.zeros_like(x) if slope is None else slope
