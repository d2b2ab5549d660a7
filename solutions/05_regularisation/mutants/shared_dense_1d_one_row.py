"""
question: SharedDense1D
caught_by: values

Every output is the same sum: all rows of your matrix are equal. Each row is the one above it,
moved by one place.
"""


class SharedDense1D(keras.layers.Layer):
    def build(self, input_shape):
        length = input_shape[-1]
        self.kernel = self.add_weight(shape=(length,), initializer="glorot_uniform", name="kernel")
        self.bias = self.add_weight(shape=(), initializer="zeros", name="bias")

    def call(self, inputs):
        total = ops.matmul(inputs, ops.reshape(self.kernel, (-1, 1)))
        return ops.tile(total, (1, inputs.shape[-1])) + self.bias
