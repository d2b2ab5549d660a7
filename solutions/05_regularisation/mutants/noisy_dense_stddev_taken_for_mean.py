"""
question: NoisyDense
caught_by: noise on the parameters

The noise is shifted by `stddev` and has standard deviation 1. In `keras.random.normal` the mean
comes before the standard deviation; name the argument that you mean.
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
            return weight + keras.random.normal(
                weight.shape, self.stddev, dtype=weight.dtype, seed=self.seed_generator
            )

        return ops.matmul(inputs, noisy(self.kernel)) + noisy(self.bias)
