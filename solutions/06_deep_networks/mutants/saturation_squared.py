"""
question: saturation
caught_by: values

You differentiate the square of the output, which is 2 g(x) g'(x).
"""


def saturation(activation, x):
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = ops.square(activation(x))
    return tape.gradient(y, x, unconnected_gradients="zero")
