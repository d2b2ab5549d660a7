"""
question: SharedDense1D

Keras's convolution over an input that is continued round the circle.
"""


class SharedDense1D(keras.layers.Layer):
    def build(self, input_shape):
        length = input_shape[-1]
        self.kernel = self.add_weight(shape=(length,), initializer="glorot_uniform", name="kernel")
        self.bias = self.add_weight(shape=(), initializer="zeros", name="bias")

    def call(self, inputs):
        length = inputs.shape[-1]
        twice = ops.concatenate([inputs, inputs[:, : length - 1]], axis=1)
        result = ops.conv(twice[..., None], ops.reshape(self.kernel, (-1, 1, 1)), padding="valid")
        return result[..., 0] + self.bias
