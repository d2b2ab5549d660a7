"""
question: receptive_field

Keras's convolution with kernels of ones, and the places where its gradient is not zero. The
dilated windows are written out with their gaps, since Keras allows no stride beside a dilation.
"""


def receptive_field(layers):
    length = 1
    for window, stride, dilation in reversed(layers):
        length = length * stride + window * dilation
    x = tf.Variable(tf.zeros((1, length, 1), "float64"))
    with tf.GradientTape() as tape:
        signal = ops.convert_to_tensor(x)
        for window, stride, dilation in layers:
            kernel = np.zeros(((window - 1) * dilation + 1, 1, 1))
            kernel[::dilation] = 1
            signal = ops.conv(signal, ops.array(kernel), strides=stride, padding="valid")
        last = signal[0, -1, 0]
    reached = np.flatnonzero(tape.gradient(last, x).numpy())
    return int(reached[-1] - reached[0] + 1)
