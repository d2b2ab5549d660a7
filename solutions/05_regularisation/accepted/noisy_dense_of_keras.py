"""
question: NoisyDense

Keras's own dense layer for the weights, and its own noise layer on them, scaled.
"""


@keras.saving.register_keras_serializable(package="course")
class NoisyDense(keras.layers.Dense):
    def __init__(self, units, stddev, **kwargs):
        super().__init__(units, **kwargs)
        self.stddev = stddev
        self.noise = keras.layers.GaussianNoise(1.0, dtype=self.dtype_policy)

    def get_config(self):
        return {**super().get_config(), "stddev": self.stddev}

    def call(self, inputs, training=False):
        kernel, bias = ops.convert_to_tensor(self.kernel), ops.convert_to_tensor(self.bias)
        if training:
            kernel += self.stddev * self.noise(ops.zeros_like(kernel), training=True)
            bias += self.stddev * self.noise(ops.zeros_like(bias), training=True)
        return ops.matmul(inputs, kernel) + bias
