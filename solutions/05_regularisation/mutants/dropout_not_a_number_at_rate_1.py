"""
question: Dropout
caught_by: rates 0 and 1

At rate 1 the mask of zeros is divided by 1 - rate = 0, and 0 / 0 is NaN. When all is dropped, the
output is 0.
"""


@keras.saving.register_keras_serializable(package="course")
class Dropout(keras.layers.Layer):
    def __init__(self, rate, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.seed_generator = keras.random.SeedGenerator()

    def get_config(self):
        return {**super().get_config(), "rate": self.rate}

    def call(self, inputs, training=False):
        if not training:
            return inputs
        draws = keras.random.uniform(
            ops.shape(inputs), dtype=inputs.dtype, seed=self.seed_generator
        )
        kept = ops.cast(draws >= self.rate, inputs.dtype)
        return inputs * (kept / (1 - self.rate))
