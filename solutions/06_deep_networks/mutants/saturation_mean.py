"""
question: saturation
caught_by: values

Every slope is divided by the number of elements: you differentiate the mean of the outputs. Each
output alone, or their sum, has the full slope.
"""


def saturation(activation, x):
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = ops.mean(activation(x))
    return tape.gradient(y, x, unconnected_gradients="zero")
