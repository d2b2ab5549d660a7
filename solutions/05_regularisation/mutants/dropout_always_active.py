"""
question: Dropout
caught_by: dropped or scaled

Inputs are dropped outside of training too: the argument `training` is not looked at. Whoever uses
the model wants all of its neurons.
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
        if self.rate == 1:
            return ops.zeros_like(inputs) if training else inputs
        draws = keras.random.uniform(
            ops.shape(inputs), dtype=inputs.dtype, seed=self.seed_generator
        )
        return ops.where(draws < self.rate, 0, inputs / (1 - self.rate))
