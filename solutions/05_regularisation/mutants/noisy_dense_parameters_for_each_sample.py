"""
question: NoisyDense
caught_by: noise on the parameters

Each sample gets noisy parameters of its own. One draw is asked for in each call: the samples of a
batch share it, as they share the parameters.
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
        if not training:
            return ops.matmul(inputs, self.kernel) + self.bias

        def noise(weight):
            shape = (ops.shape(inputs)[0], *weight.shape)
            return keras.random.normal(
                shape, stddev=self.stddev, dtype=weight.dtype, seed=self.seed_generator
            )

        kernels = self.kernel + noise(self.kernel)
        return ops.einsum("nf,nfu->nu", inputs, kernels) + self.bias + noise(self.bias)
