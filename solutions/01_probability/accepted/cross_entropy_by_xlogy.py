"""
question: cross_entropy

TensorFlow's x log y, which is 0 where x is 0.
"""


def cross_entropy(p, q):
    return -ops.sum(tf.math.xlogy(p, q), axis=-1)
