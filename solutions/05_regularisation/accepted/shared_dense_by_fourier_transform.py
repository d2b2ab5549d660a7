"""
question: SharedDense1D

The correlation theorem: a product of spectra, with the kernel's conjugated.
"""


class SharedDense1D(keras.layers.Layer):
    def build(self, input_shape):
        length = input_shape[-1]
        self.kernel = self.add_weight(shape=(length,), initializer="glorot_uniform", name="kernel")
        self.bias = self.add_weight(shape=(), initializer="zeros", name="bias")

    def call(self, inputs):
        length = inputs.shape[-1]
        spectrum = tf.signal.rfft(inputs) * tf.math.conj(tf.signal.rfft(self.kernel.value))
        return tf.signal.irfft(spectrum, [length]) + self.bias
