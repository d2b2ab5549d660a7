"""
question: NoisyInput
caught_by: gradient

No gradient passes back to the inputs: they were made plain numbers, or have no part in the output.
Below such a layer nothing would be learnt. A sum with `keras.ops`, or +, is all that is needed.
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
            ops.shape(inputs), stddev=self.stddev, dtype=inputs.dtype, seed=self.seed_generator
        )
        return ops.stop_gradient(inputs) + noise
