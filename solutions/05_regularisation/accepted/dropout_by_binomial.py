"""
question: Dropout

The mask as tosses of a coin that shows 1 with probability 1 - rate.
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
        kept = 1 - self.rate
        mask = keras.random.binomial(
            ops.shape(inputs),
            counts=1,
            probabilities=kept,
            dtype=inputs.dtype,
            seed=self.seed_generator,
        )
        return inputs * mask / max(kept, 1e-30)
