"""
question: NoisyDense
caught_by: noise on the parameters

The noise is multiplied by `stddev` though its draws have this standard deviation already.
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
        def noisy(weight):
            if not training:
                return weight
            return weight + self.stddev * keras.random.normal(
                weight.shape, stddev=self.stddev, dtype=weight.dtype, seed=self.seed_generator
            )

        return ops.matmul(inputs, noisy(self.kernel)) + noisy(self.bias)
