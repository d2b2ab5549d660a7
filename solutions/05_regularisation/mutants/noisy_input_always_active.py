"""
question: NoisyInput
caught_by: noise in training only

There is noise outside of training too: `training` is not looked at. Then the same question gets
another answer each time.
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
        noise = keras.random.normal(
            ops.shape(inputs), stddev=self.stddev, dtype=inputs.dtype, seed=self.seed_generator
        )
        return inputs + noise
