"""
question: Dropout
caught_by: rates 0 and 1

At rate 1 the output is right, but its gradient is NaN: `ops.where` differentiates both of its
branches, and inputs / (1 - rate) is infinite. Treat rate 1 before you divide.
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
        return ops.where(draws < self.rate, 0, inputs / (1 - self.rate))
