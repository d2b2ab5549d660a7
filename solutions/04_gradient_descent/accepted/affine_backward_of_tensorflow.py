"""
question: affine_backward

By TensorFlow's automatic differentiation.
"""


def affine_backward(x, weights, grad_output):
    bias = tf.zeros_like(grad_output[0])
    with tf.GradientTape() as tape:
        tape.watch([x, weights, bias])
        output = x @ weights + bias
    return tuple(tape.gradient(output, [x, weights, bias], output_gradients=grad_output))
