"""
question: NoisyDense

Kernel and bias as one matrix, whose last row meets a column of ones.
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
        parameters = ops.concatenate([self.kernel, self.bias[None]], axis=0)
        if training:
            parameters += keras.random.normal(
                parameters.shape, 0.0, self.stddev, dtype=parameters.dtype, seed=self.seed_generator
            )
        ones = ops.ones_like(inputs[:, :1])
        return ops.matmul(ops.concatenate([inputs, ones], axis=1), parameters)
