"""
question: NoisyInput

TensorFlow's random numbers, and no noise as noise of deviation 0.
"""


@keras.saving.register_keras_serializable(package="course")
class NoisyInput(keras.layers.Layer):
    def __init__(self, stddev, **kwargs):
        super().__init__(**kwargs)
        self.stddev = stddev
        self.seed_generator = keras.random.SeedGenerator()

    def get_config(self):
        return {**super().get_config(), "stddev": self.stddev}

    def call(self, inputs, training=False):
        return inputs + tf.random.normal(
            tf.shape(inputs), 0.0, self.stddev * bool(training), inputs.dtype
        )
