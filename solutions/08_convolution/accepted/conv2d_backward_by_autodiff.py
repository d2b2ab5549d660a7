"""
question: conv2d_backward

Automatic differentiation of Keras's own op.
"""


def conv2d_backward(x, kernel, grad_output, stride, padding):
    with tf.GradientTape() as tape:
        tape.watch([x, kernel])
        output = ops.conv(x, kernel, strides=stride, padding=padding, data_format="channels_last")
    return tuple(tape.gradient(output, [x, kernel], output_gradients=grad_output))
