"""
question: SharedDense1D
caught_by: values

Each output sees its own input only: the weights stand on the diagonal, one for each place. They
belong to distances, not to places.
"""


class SharedDense1D(keras.layers.Layer):
    def build(self, input_shape):
        length = input_shape[-1]
        self.kernel = self.add_weight(shape=(length,), initializer="glorot_uniform", name="kernel")
        self.bias = self.add_weight(shape=(), initializer="zeros", name="bias")

    def call(self, inputs):
        return inputs * self.kernel + self.bias
