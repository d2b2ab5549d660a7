"""
question: NoisyInput

Keras's own layer with standard deviation 1, whose noise is scaled.
"""


@keras.saving.register_keras_serializable(package="course")
class NoisyInput(keras.layers.Layer):
    def __init__(self, stddev, **kwargs):
        super().__init__(**kwargs)
        self.stddev = stddev
        self.noise = keras.layers.GaussianNoise(1.0, dtype=self.dtype_policy)

    def get_config(self):
        return {**super().get_config(), "stddev": self.stddev}

    def call(self, inputs, training=False):
        noise = self.noise(ops.zeros_like(inputs), training=training)
        return inputs + self.stddev * noise
