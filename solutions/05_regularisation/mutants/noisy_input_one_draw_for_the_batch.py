"""
question: NoisyInput
caught_by: a draw of its own for each entry

All samples of the batch get the same noise: it was drawn for one and spread to the others.
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
        shape = (1, *inputs.shape[1:])
        noise = keras.random.normal(
            shape, stddev=self.stddev, dtype=inputs.dtype, seed=self.seed_generator
        )
        return inputs + noise
