"""
question: SharedDense1D
caught_by: values

The ties are transposed: weight d meets the input d places to the *left*. Which index of your
matrix does the product sum over?
"""


class SharedDense1D(keras.layers.Layer):
    def build(self, input_shape):
        length = input_shape[-1]
        self.kernel = self.add_weight(shape=(length,), initializer="glorot_uniform", name="kernel")
        self.bias = self.add_weight(shape=(), initializer="zeros", name="bias")

    def call(self, inputs):
        place = np.arange(inputs.shape[-1])
        distance = (place - place[:, None]) % len(place)
        return ops.matmul(inputs, ops.take(self.kernel, distance)) + self.bias
