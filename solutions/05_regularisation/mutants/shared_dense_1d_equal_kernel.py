"""
question: SharedDense1D
caught_by: weights

All the weights start alike. Units that start alike get the same gradient; start from random
numbers.
"""


class SharedDense1D(keras.layers.Layer):
    def build(self, input_shape):
        length = input_shape[-1]
        self.kernel = self.add_weight(shape=(length,), initializer="ones", name="kernel")
        self.bias = self.add_weight(shape=(), initializer="zeros", name="bias")

    def call(self, inputs):
        place = np.arange(inputs.shape[-1])
        distance = (place[:, None] - place) % len(place)
        return ops.matmul(inputs, ops.take(self.kernel, distance)) + self.bias
