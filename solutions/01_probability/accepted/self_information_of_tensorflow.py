"""
question: self_information

TensorFlow's logarithm of the odds against nothing: the reciprocal.
"""


def self_information(p):
    return tf.math.negative(tf.math.log(p))
