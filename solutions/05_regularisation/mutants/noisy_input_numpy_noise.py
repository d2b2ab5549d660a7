"""
question: NoisyInput
caught_by: a draw of its own for each entry

NumPy draws the noise while `fit` compiles `call`, so that each step gets the same. (Called by
itself the layer looks right.) Draw with `keras.random`.
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
        noise = np.random.normal(scale=self.stddev, size=inputs.shape)
        return inputs + ops.cast(noise, inputs.dtype)
