"""
question: NoisyDense
caught_by: noise on the parameters

The noise is added to the outputs, anew for each sample. It belongs to the parameters, which all
samples share.
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
        outputs = ops.matmul(inputs, self.kernel) + self.bias
        if not training:
            return outputs
        return outputs + keras.random.normal(
            ops.shape(outputs), stddev=self.stddev, dtype=outputs.dtype, seed=self.seed_generator
        )
