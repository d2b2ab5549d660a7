"""
question: NoisyInput

Normal draws from uniform ones: a direction, and a distance from the origin.
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
        radius, turn = (
            keras.random.uniform(ops.shape(inputs), dtype=inputs.dtype, seed=self.seed_generator)
            for _ in range(2)
        )
        distance = ops.sqrt(-2 * ops.log(1 - radius))
        return inputs + self.stddev * distance * ops.cos(2 * np.pi * turn)
