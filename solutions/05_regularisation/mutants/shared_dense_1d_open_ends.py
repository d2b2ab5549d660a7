"""
question: SharedDense1D
caught_by: values

What leaves at one end does not come back at the other: you have made a line of the circle, with
zeros beyond its ends. Take distances modulo n.
"""


class SharedDense1D(keras.layers.Layer):
    def build(self, input_shape):
        length = input_shape[-1]
        self.kernel = self.add_weight(shape=(length,), initializer="glorot_uniform", name="kernel")
        self.bias = self.add_weight(shape=(), initializer="zeros", name="bias")

    def call(self, inputs):
        place = np.arange(inputs.shape[-1])
        distance = place[:, None] - place
        matrix = ops.take(self.kernel, distance % len(place))
        matrix = matrix * ops.cast(distance >= 0, matrix.dtype)
        return ops.matmul(inputs, matrix) + self.bias
