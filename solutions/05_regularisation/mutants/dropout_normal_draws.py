"""
question: Dropout
caught_by: share of zeros, and mean

The wrong share is dropped: the random numbers that are compared with the rate are normally
distributed. Draw them uniformly from 0 to 1.
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
        if self.rate == 1:
            return ops.zeros_like(inputs)
        draws = keras.random.normal(ops.shape(inputs), dtype=inputs.dtype, seed=self.seed_generator)
        return ops.where(draws < self.rate, 0, inputs / (1 - self.rate))
