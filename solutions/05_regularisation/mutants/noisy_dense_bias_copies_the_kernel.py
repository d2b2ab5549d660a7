"""
question: NoisyDense
caught_by: noise on the parameters

The bias gets the same noise as a row of the kernel. Each parameter needs a draw of its own: two
draws, one of each shape.
"""


@keras.saving.register_keras_serializable(package="course")
class NoisyDense(keras.layers.Layer):
    def __init__(self, units, stddev, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.stddev = stddev
        self.seed_generator = keras.random.SeedGenerator()

    def get_config(self):
        return {**super().get_config(), "units": self.units, "stddev": self.stddev}

    def build(self, input_shape):
        shape = (input_shape[-1], self.units)
        self.kernel = self.add_weight(shape=shape, initializer="glorot_uniform", name="kernel")
        self.bias = self.add_weight(shape=(self.units,), initializer="zeros", name="bias")

    def call(self, inputs, training=False):
        kernel, bias = self.kernel, self.bias
        if training:
            noise = keras.random.normal(
                kernel.shape, stddev=self.stddev, dtype=kernel.dtype, seed=self.seed_generator
            )
            kernel, bias = kernel + noise, bias + noise[0]
        return ops.matmul(inputs, kernel) + bias
