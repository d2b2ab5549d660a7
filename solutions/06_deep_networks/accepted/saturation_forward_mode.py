"""
question: saturation

Forward instead of backward: the derivative along a vector of ones.
"""


def saturation(activation, x):
    with tf.autodiff.ForwardAccumulator(x, tf.ones_like(x)) as accumulator:
        y = activation(x)
    return accumulator.jvp(y, unconnected_gradients="zero")
