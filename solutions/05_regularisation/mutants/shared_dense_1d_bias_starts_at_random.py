"""
question: SharedDense1D
caught_by: weights

The bias starts at a random number. It starts at 0, as the task has it.
"""


@keras.saving.register_keras_serializable(package="course")
class SharedDense1D(keras.layers.Layer):
    def build(self, input_shape):
        length = input_shape[-1]
        self.kernel = self.add_weight(shape=(length,), initializer="glorot_uniform", name="kernel")
        self.bias = self.add_weight(shape=(), initializer="random_normal", name="bias")

    def call(self, inputs):
        place = np.arange(inputs.shape[-1])
        distance = (place[:, None] - place) % len(place)  # from an output (column) to an input
        return ops.matmul(inputs, ops.take(self.kernel, distance)) + self.bias
