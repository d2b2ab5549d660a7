"""
question: entropy

TensorFlow's x log y, which is 0 where x is 0, in the value and in the gradient.
"""


def entropy(p):
    return -ops.sum(tf.math.xlogy(p, p), axis=-1)
