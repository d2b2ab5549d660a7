"""
question: relu

A maximum for the values, and the slope stated by hand.
"""


@tf.custom_gradient
def relu(x):
    def slope(upstream):
        return tf.where(x > 0, upstream, tf.zeros_like(upstream))

    return tf.maximum(x, tf.zeros_like(x)), slope
