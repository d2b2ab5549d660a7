"""
question: Dropout
caught_by: a draw of its own for each entry

Every call drops the same entries: the seed is a fixed number. The same neurons would be off for
ever. `self.seed_generator` moves on with each draw.
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
        draws = keras.random.uniform(ops.shape(inputs), seed=7)
        return ops.where(draws < self.rate, 0, inputs / (1 - self.rate))
