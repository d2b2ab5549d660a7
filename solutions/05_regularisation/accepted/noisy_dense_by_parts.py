"""
question: NoisyDense

The layer without noise, and what the noise makes of the inputs, by TensorFlow's draws.
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
        outputs = tf.linalg.matmul(inputs, self.kernel) + self.bias
        if training:
            shape = (inputs.shape[-1] + 1, self.units)
            noise = self.stddev * tf.random.normal(shape, dtype=inputs.dtype)
            outputs += tf.linalg.matmul(inputs, noise[:-1]) + noise[-1]
        return outputs
