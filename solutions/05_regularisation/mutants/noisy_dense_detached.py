"""
question: NoisyDense
caught_by: gradient

The noisy parameters have lost their connection to the stored ones (NumPy, `stop_gradient`), so that
no gradient reaches these, and nothing is learnt.
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
                return ops.convert_to_tensor(weight)
            return ops.stop_gradient(
                weight
                + keras.random.normal(
                    weight.shape, stddev=self.stddev, dtype=weight.dtype, seed=self.seed_generator
                )
            )

        return ops.matmul(inputs, noisy(self.kernel)) + noisy(self.bias)
