"""
question: saturation
caught_by: values

The slopes are added up into one number. Every element has a slope of its own.
"""


def saturation(activation, x):
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = activation(x)
    return ops.sum(tape.gradient(y, x, unconnected_gradients="zero"))
