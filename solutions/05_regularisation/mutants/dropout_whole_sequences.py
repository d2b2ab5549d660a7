"""
question: Dropout
caught_by: a draw of its own for each entry

All steps of a sequence are dropped alike: there is one draw for each sample and feature, spread
over what lies between. Each entry has a draw of its own.
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
        shape = ops.shape(inputs)
        shape = (shape[0], *[1] * (len(shape) - 2), shape[-1])
        draws = keras.random.uniform(shape, seed=self.seed_generator)
        return ops.where(draws < self.rate, 0, inputs / (1 - self.rate))
