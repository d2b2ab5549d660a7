"""
question: saturation
caught_by: steps and constants

A constant activation has the slope 0, but the tape found no path and gave None. It has an
argument for this case.
"""


def saturation(activation, x):
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = activation(x)
    return tape.gradient(y, x)
