"""
question: NoisyInput
caught_by: normally distributed

The noise has the right mean and standard deviation, but it is uniform. Normal noise is now and then
larger than that.
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
        reach = self.stddev * 3**0.5
        noise = keras.random.uniform(
            ops.shape(inputs), -reach, reach, dtype=inputs.dtype, seed=self.seed_generator
        )
        return inputs + noise
