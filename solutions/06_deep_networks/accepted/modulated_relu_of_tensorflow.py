"""
question: modulated_relu

Two of TensorFlow's ReLUs, one for each side, and the slope at 0 put back.
"""


def modulated_relu(x, alpha):
    slopes = ops.broadcast_to(ops.convert_to_tensor(alpha, x.dtype), ops.shape(x))
    left = -tf.nn.relu(-x)
    at_zero = ops.where(ops.equal(x, 0), x, ops.zeros_like(x))
    return tf.nn.relu(x) + slopes * (left + at_zero)
