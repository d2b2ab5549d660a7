"""
question: SharedDense1D
caught_by: values

The sum was divided by the number of places. Sharing a weight does not change the sum.
"""


class SharedDense1D(keras.layers.Layer):
    def build(self, input_shape):
        length = input_shape[-1]
        self.kernel = self.add_weight(shape=(length,), initializer="glorot_uniform", name="kernel")
        self.bias = self.add_weight(shape=(), initializer="zeros", name="bias")

    def call(self, inputs):
        place = np.arange(inputs.shape[-1])
        distance = (place[:, None] - place) % len(place)
        return ops.matmul(inputs, ops.take(self.kernel, distance) / len(place)) + self.bias
