"""
question: SharedDense1D

No matrix: the input is moved to each distance in turn, weighed and added.
"""


class SharedDense1D(keras.layers.Layer):
    def build(self, input_shape):
        length = input_shape[-1]
        self.kernel = self.add_weight(shape=(length,), initializer="glorot_uniform", name="kernel")
        self.bias = self.add_weight(shape=(), initializer="zeros", name="bias")

    def call(self, inputs):
        result = self.bias
        for distance in range(inputs.shape[-1]):
            result = result + self.kernel[distance] * ops.roll(inputs, -distance, axis=-1)
        return result
