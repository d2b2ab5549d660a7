"""
question: saturation
caught_by: values

The sign of the slopes is lost. A falling activation has a negative slope.
"""


def saturation(activation, x):
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = activation(x)
    return ops.abs(tape.gradient(y, x, unconnected_gradients="zero"))
