"""
question: kl_divergence

TensorFlow's x log y twice.
"""


def kl_divergence(p, q):
    return ops.sum(tf.math.xlogy(p, p) - tf.math.xlogy(p, q), axis=-1)
