"""
question: NoisyInput
caught_by: noise in training only

The noise has the mean `stddev` and the standard deviation 1. The second argument of
`keras.random.normal` is the mean: name the arguments.
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
            ops.shape(inputs), self.stddev, dtype=inputs.dtype, seed=self.seed_generator
        )
        return inputs + noise
