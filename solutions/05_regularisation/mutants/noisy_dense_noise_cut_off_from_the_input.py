"""
question: NoisyDense
caught_by: noise on the parameters

What the noise adds is cut off from the gradient, so that the gradient by the input is that of the
stored kernel. It has to be that of the noisy kernel, with which the call computes.
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
        output = ops.matmul(inputs, self.kernel) + self.bias
        if not training:
            return output
        kernel, bias = (
            keras.random.normal(
                weight.shape, stddev=self.stddev, dtype=weight.dtype, seed=self.seed_generator
            )
            for weight in (self.kernel, self.bias)
        )
        return output + ops.stop_gradient(ops.matmul(inputs, kernel) + bias)
