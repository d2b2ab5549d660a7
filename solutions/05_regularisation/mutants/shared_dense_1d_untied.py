"""
question: SharedDense1D
caught_by: weights

There is a weight for every pair of places, as in any dense layer: n² of them. Equivalent places
have to share one.
"""


class SharedDense1D(keras.layers.Layer):
    def build(self, input_shape):
        length = input_shape[-1]
        self.kernel = self.add_weight(
            shape=(length, length), initializer="glorot_uniform", name="kernel"
        )
        self.bias = self.add_weight(shape=(), initializer="zeros", name="bias")

    def call(self, inputs):
        return ops.matmul(inputs, self.kernel) + self.bias
