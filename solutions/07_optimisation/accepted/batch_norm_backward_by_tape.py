"""
question: batch_norm_backward

TensorFlow differentiates the forward pass.
"""


def batch_norm_backward(x, gamma, epsilon, grad_output):
    beta = ops.zeros_like(gamma)
    with tf.GradientTape() as tape:
        tape.watch([x, gamma, beta])
        mean, variance = tf.nn.moments(x, list(range(len(x.shape) - 1)))
        output = tf.nn.batch_normalization(x, mean, variance, beta, gamma, epsilon)
    return tuple(tape.gradient(output, [x, gamma, beta], grad_output))
