"""
question: NoisyInput
caught_by: without noise

The output is float32 for inputs in float64. Draw the noise in the dtype of the inputs, rather than
change theirs.
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
        if not training:
            return inputs
        noise = keras.random.normal(
            ops.shape(inputs), stddev=self.stddev, dtype="float32", seed=self.seed_generator
        )
        return ops.cast(inputs, "float32") + noise
